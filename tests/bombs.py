"""Files that are made to take a reader's time or memory, each under 1 MB unless its name says otherwise."""

from __future__ import annotations

from itertools import cycle, islice

HEAD = """format: 1
framework: local-1
place: {id: xaa-sample, name: Sample, type: city, country: XAA}
assessment: {round: 1}
"""
ANSWER = HEAD + 'answers:\n  "1.1.1":\n    status: present\n'
UNFOLDING = "x-0: &a0 [lol]\n" + "".join(f"x-{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 12))


def _round(written: str) -> str:
    return HEAD.replace("round: 1", f"round: {written}")


def _mixed(n: int) -> str:
    """Return a list of texts, numbers, sections and lists, all different."""
    kinds = cycle(("a{}", "{}", "{{a: {}}}", "[{}]"))
    return "[" + ", ".join(kind.format(i) for i, kind in enumerate(islice(kinds, n))) + "]"


BOMBS: dict[str, str] = {
    "nested lists": HEAD + "x-a: " + "[" * 100_000 + "]" * 100_000,
    "nested sections": HEAD + "x-a: " + "{a: " * 100_000 + "1" + "}" * 100_000,
    "nested lists in block style": HEAD + "x-a:\n  " + "- " * 100_000 + "1\n",
    "nested sections in block style": HEAD + "x-a:\n" + "".join(" " * i + "a:\n" for i in range(1, 1300)),
    "a line of 900 kB": ANSWER + "    note: " + "word " * 180_000 + "\n",
    "a quoted line of 300 kB": ANSWER + '    note: "' + "word " * 60_000 + '"\n',
    "one word of 300 kB": ANSWER + "    note: " + "w" * 300_000 + "\n",
    "equal keys at the top": HEAD + "a: 1\n" * 190_000,
    "equal keys in an answer": ANSWER + "    note: a\n" * 70_000,
    "unknown keys": HEAD + "".join(f"k{i}: 1\n" for i in range(90_000)),
    "fewer unknown keys": HEAD + "".join(f"k{i}: 1\n" for i in range(20_000)),
    "keys of one's own": HEAD + "".join(f"x-{i}: 1\n" for i in range(8_000)),
    "more keys of one's own than are read": HEAD + "".join(f"x-{i}: 1\n" for i in range(51_000)),
    "a list of items of all kinds": ANSWER + f"    findings: {_mixed(6_000)}\n",
    "a longer list of items of all kinds": ANSWER + f"    findings: {_mixed(50_000)}\n",
    "a list of different sections": ANSWER + f"    findings: [{','.join(f'{{a: {i}}}' for i in range(9_000))}]\n",
    "a list of the same item": ANSWER + f"    findings: [{','.join(['a'] * 20_000)}]\n",
    "evidence with a misspelt key": ANSWER + "    evidence:\n" + "      - txt: a\n" * 5_000,
    "tabs on one line": HEAD + "\t" * 100_000,
    "tabs on as many lines": HEAD + "\t\n" * 100_000,
    "tabs before keys": HEAD + "\ta: 1\n" * 100_000,
    "tabs in answers": HEAD + "answers:\n" + '\t"1.1.1":\n\t\tstatus: present\n' * 20_000,
    "blanks within a text": HEAD + "x-a: a" + " " * 900_000 + "b\n",
    "blanks within a text with a colon": HEAD + "x-a: a" + " " * 900_000 + "b: c\n",
    "blanks at the ends of lines": HEAD + " \n" * 80_000,
    "lines of nothing": HEAD + "\n" * 900_000,
    "quotation marks on one line": HEAD + '"' * 100_000,
    "quotation marks on as many lines": HEAD + 'a: "\n' * 100_000,
    "quoted texts that go on": HEAD + "answers:\n" + '  a: "b" c\n' * 80_000,
    **{f"{token!r} over and over": HEAD + "x: " + token * (950_000 // len(token)) for token in (
        "[", "]", "{a: ", "- ", "? ", "&a ", "*a ", "!", '"', "'", "a: ", ":", "|", ", ", "\\", "#", " #", "`", "%",
    )},
    **{f"{token!r} from the beginning": token * (950_000 // len(token)) for token in (
        "[", "{a: ", "- ", "? ", "!", '"', "---\n", "...\n", "%YAML 1.1\n", "\r",
    )},
    "aliases of nothing": HEAD + f"x-a: [{','.join(['*a'] * 200_000)}]\n",
    "anchors that nobody needs": HEAD + f"x-a: [{','.join(f'&a{i} b' for i in range(20_000))}]\n",
    "aliases that unfold to billions": HEAD + UNFOLDING,
    "a text that aliases repeat": HEAD + f'x-a: &t "{"word " * 100_000}"\nfindings:\n' + "".join(
        f"  f{i}: {{domain: partnerships, kind: potential, text: *t}}\n" for i in range(5000)),
    "a finding that aliases repeat": HEAD + f"findings:\n  f: &f {{text: {'w' * 300_000}}}\n"
    + "".join(f"  f{i}: *f\n" for i in range(5000)),
    "an alias of itself": HEAD + 'x-a: &a [*a, *a]\nanswers: &b {"1.1.1": *b}\n',
    "tags": HEAD + "x-a:\n" + "  - !a b\n" * 20_000,
    "a status of 900 kB": HEAD + f'answers:\n  "1.1.1": {{status: {"s" * 900_000}}}\n',
    "a status of many words": HEAD + f'answers:\n  "1.1.1": {{status: {"present " * 110_000}}}\n',
    "a key of 900 kB": HEAD + f'? "{"k" * 900_000}"\n: 1\n',
    "a long key with many mistakes": HEAD + f"findings:\n  ? {'k' * 400_000}\n  : {{{'a: 1, ' * 300}}}\n",
    "long codes": HEAD + "answers:\n" + "".join(f"  {'k' * 900}{i}: 1\n" for i in range(1000)),
    "empty keys": HEAD + "answers: {" + ": 1, " * 1000 + "}\n",
    "keys that are nothing": HEAD + ": 1\n? \n: 2\n",
    "a whole number of 100,000 digits": _round("9" * 100_000),
    "a negative one": _round("-" + "9" * 100_000),
    "one of 299 digits": _round("9" * 299),
    "a number of 100,000 digits": _round("9" * 100_000 + ".5"),
    "a hexadecimal number": _round("0x" + "f" * 100_000),
    "an exponent of 100,000 digits": _round("1e" + "9" * 100_000),
    "infinity": _round(".inf"), "negative infinity": _round("-.inf"), "no number": _round(".nan"),
    "1e999": _round("1e999"),
    "a format that is infinite": HEAD.replace("format: 1", "format: .inf"),
    "a format of 299 digits": HEAD.replace("format: 1", "format: " + "9" * 299),
    "a date of noughts": _round("1, published: '0000-00-00'"),
    "a day of the year nought": _round("1, published: '0000-02-30'"),
    "a date of 900 kB": _round(f"1, published: '{'1 ' * 450_000}'"),
    "a language of 900 kB": _round(f"1, language: {'ab-' * 300_000}"),
    "a framework of 900 kB": HEAD.replace("local-1", "l" * 900_000),
    "a country that folds to much": HEAD.replace("XAA", "\ufdfa" * 60_000),
    "texts cut off by #": HEAD + "findings:\n" + "".join(f"  f{i}:\n    text: a{i} #b\n" for i in range(8_000)),
    "colons in texts": HEAD + "findings:\n" + "  x: a: b\n" * 90_000,
    "colons in texts of as many sections": HEAD + "".join(f"a{i}:\n  x: a: b\n" for i in range(45_000)),
    "curly quotes": HEAD + "x: “a: b”\n" * 60_000,
    "lines without a colon": HEAD + "x\n" * 400_000,
    "findings that do not exist": HEAD + "findings:\n" + "".join(f"  f{i}: {{}}\n" for i in range(8_000))
    + ANSWER.removeprefix(HEAD) + f"    findings: [{','.join(f'g{i}' for i in range(8_000))}]\n",
    "marks of direction": HEAD + "#\u202e\n" * 150_000,
    "escapes that hide": HEAD + "x-a:\n" + '  - "\\u202e"\n' * 20_000,
    "documents": HEAD + "---\n" * 200_000,
}  # fmt: skip

LARGE: dict[str, bytes] = {
    "a scalar of 100 MB": b"x-a: " + b"a" * 100_000_000,
    "a scalar of just under 20 MB": HEAD.encode() + b"x-a: " + b"a" * 19_900_000,
    "letters that are no UTF-8": HEAD.encode() + b"x-a: " + b"\xe9" * 890_000 + b"\n",
    "bytes that are no letters": HEAD.encode() + b"x-a: " + b"\x81" * 890_000 + b"\n",
}
"""Such files that are larger, or that are no text."""
