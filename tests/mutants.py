"""Small harm done to a file: what hands, editors and mail programs do to a profile, and what YAML can be made to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import HERE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    Harm = Callable[[bytes, int, int], bytes]

PROFILES = sorted((ROOT / "data" / "profiles").glob("*.yaml"))
MISTAKES = sorted((HERE / "mistakes").glob("*.yaml"))

_UNFOLDING = (
    b"[&a [l,l,l,l,l,l,l,l,l], &b [*a,*a,*a,*a,*a,*a,*a,*a], &c [*b,*b,*b,*b,*b,*b,*b,*b], [*c,*c,*c,*c,*c,*c]]"
)
TOKENS: tuple[bytes, ...] = (
    b"&a ", b"*a", b"*a ", b"&a *a", b"<<: *a", b"!tag ", b"!!str ", b"!!int ", b"!!python/object:os.system ", b"! ",
    b"---\n", b"...\n", b"--- ", b"%YAML 1.1\n", b"? ", b"- ", b": ", b":", b", ", b"| ", b">-\n", b"|2\n", b">", b"@",
    b"`",
    b"[", b"]", b"{", b"}", b"[" * 70, b"{a: " * 70, b"- " * 70, b'"', b"'", b"''", b'""', b"\\", b"\\x", b"\\ud800",
    "“".encode(), "”".encode(), "”".encode(), "«".encode(), b" #", b"#", b"# ", b"\t", b"  \t", b"\r", b"\r\n", b"\n",
    b"\n\n",
    b"\0", b"\x07", b"\x1b[31m", b"\x7f", b"\x85", "\x85".encode(), "\u2028".encode(), "\u2029".encode(),
    "\ufeff".encode(),
    "\u202e".encode(), "\u200b".encode(), "\u00a0".encode(), "\ufffe".encode(), "\U0001f600".encode(), "ﷺ".encode(),
    b"\xe9", b"\x81", b"\xff\xfe", b"\xed\xa0\x80", b"null", b"~", b"true", b"no", b"yes", b"Present", b"oui",
    b"n/a", b"partail",
    b"1.10", b"012", b"0x1f", b".inf", b"-.inf", b".nan", b"1e999", b"9" * 320, b"2022", b"2022-02-31", b"0000-00-00",
    b"5/9/2022", b"[a, a]", b"{}", b"[]", b"{a}", b"x-a: 1\n", b"status", b"status: ", b"answers:\n", b"findings: ",
    b"framework: ", b"format: 2\n", b"format: 1e999\n", _UNFOLDING,
)  # fmt: skip


def _lines(data: bytes) -> list[bytes]:
    return data.split(b"\n")


def flip(data: bytes, at: int, how: int) -> bytes:
    """Change one bit."""
    at %= len(data)
    return data[:at] + bytes([data[at] ^ (1 << how % 8)]) + data[at + 1 :]


def cut(data: bytes, at: int, how: int) -> bytes:
    """Leave out some bytes."""
    at %= len(data)
    return data[:at] + data[at + how % 40 :]


def end(data: bytes, at: int, how: int) -> bytes:
    """Leave out the rest."""
    return data[: at % len(data)]


def drop(data: bytes, at: int, how: int) -> bytes:
    """Leave out some lines."""
    lines = _lines(data)
    at %= len(lines)
    return b"\n".join(lines[:at] + lines[at + 1 + how % 3 :])


def repeat(data: bytes, at: int, how: int) -> bytes:
    """Write some lines once more, in another place."""
    lines = _lines(data)
    at, to = at % len(lines), how % len(lines)
    return b"\n".join(lines[:to] + lines[at : at + 1 + how % 4] + lines[to:])


def swap(data: bytes, at: int, how: int) -> bytes:
    """Let two lines change places."""
    lines = _lines(data)
    at, to = at % len(lines), how % len(lines)
    lines[at], lines[to] = lines[to], lines[at]
    return b"\n".join(lines)


def indent(data: bytes, at: int, how: int) -> bytes:
    """Indent some lines otherwise, with blanks or tabs."""
    lines = _lines(data)
    at %= len(lines)
    lead = (b"", b" ", b"  ", b"   ", b"    ", b"      ", b"\t", b"\t\t", b"  \t", b" \t ")[how % 10]
    for number in range(at, min(at + 1 + how // 10 % 3, len(lines))):
        lines[number] = lead + lines[number].lstrip(b" \t")
    return b"\n".join(lines)


def join(data: bytes, at: int, how: int) -> bytes:
    """Join a line with the next."""
    lines = _lines(data)
    at %= len(lines)
    between = (b"", b" ", b", ", b": ", b" #")[how % 5]
    return b"\n".join([*lines[:at], between.join(lines[at : at + 2]), *lines[at + 2 :]])


def put(data: bytes, at: int, how: int) -> bytes:
    """Put a token somewhere."""
    at %= len(data) + 1
    return data[:at] + TOKENS[how % len(TOKENS)] + data[at:]


def put_before_value(data: bytes, at: int, how: int) -> bytes:
    """Put a token where the value of a line begins, or the line."""
    lines = _lines(data)
    at %= len(lines)
    head, colon, rest = lines[at].partition(b": ")
    token = TOKENS[how % len(TOKENS)]
    lines[at] = head + colon + token + rest if colon else token + head
    return b"\n".join(lines)


def put_for_value(data: bytes, at: int, how: int) -> bytes:
    """Put a token in place of the value of a line."""
    lines = _lines(data)
    at %= len(lines)
    head, colon, _ = lines[at].partition(b":")
    lines[at] = head + colon + b" " + TOKENS[how % len(TOKENS)]
    return b"\n".join(lines)


def put_after(data: bytes, at: int, how: int) -> bytes:
    """Put a token at the end of a line."""
    lines = _lines(data)
    lines[at % len(lines)] += TOKENS[how % len(TOKENS)]
    return b"\n".join(lines)


def end_otherwise(data: bytes, at: int, how: int) -> bytes:
    """End all lines, or some, otherwise."""
    ends = (b"\r\n", b"\r", "\u2028".encode(), "\x85".encode(), b" \n")
    return data.replace(b"\n", ends[how % len(ends)], -1 if at % 2 else at % 7)


def store_otherwise(data: bytes, at: int, how: int) -> bytes:
    """Store the text in another encoding, or with a mark."""
    text = data.decode("utf-8", "replace")
    name = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "cp850", "utf-32")[how % 8]
    return text.encode(name, "replace")


HARM: tuple[Harm, ...] = (
    flip, cut, end, drop, repeat, swap, indent, indent, join, put, put, put_before_value, put_before_value,
    put_for_value,
    put_for_value, put_after, end_otherwise, store_otherwise,
)  # fmt: skip


def harmed(data: bytes, *harm: tuple[Harm, int, int]) -> bytes:
    """Return a file after some harm was done to it, each kind at a place and in a way given by numbers."""
    for do, at, how in harm:
        data = do(data, at, how) if data else data
    return data
