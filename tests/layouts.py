"""Files in every layout that YAML knows, right and wrong, for laws about what a file may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_LINES = (
    *("# alpha", "#alpha beta", '"3.4.1":  # alpha beta', '"3.4.1": alpha  # beta', '"3.4.1":', "- ", "-", "", "x:"),
    *("note: >-", "note: |", "note: |2", "text: >1", "- >-", "- |", "- - |", ">-", "|", "|1", "note:", "answers:"),
    *('note: "alpha', 'beta"', '# beta"', 'note: "alpha beta"', 'note: "al\\', 'pha"', 'note: "\\x61lpha"', '"alpha'),
    *("note: 'alpha", "beta'", "# beta'", "note: 'alpha''s'", "'alpha", "note: don't alpha", "note: alpha # beta"),
    *(
        '- {text: "alpha beta", date: "2024"}',
        '{a: "alpha',
        "{a: 'alpha",
        "- [alpha,",
        '- "alpha"',
        '- "alpha',
        '"beta"]',
        "beta]",
        "beta}",
    ),
    *("alpha", "alpha beta", "alpha: beta", "note: alpha", "- alpha", "&a alpha", "note: &a alpha", "*a", "note: *a"),
    *("!!str alpha", "note: !!str |", "? alpha", ": alpha", "? |", "---", "...", "%alpha", "@alpha", "\talpha"),
    *('note: 5" alpha', '- {a: 5 " x, b: " alpha', '" # alpha', 'note: say "alpha"', "x: [alpha, 'beta", "format: 1"),
    *(
        "note: élan alpha",
        "note: ALPHA\u2028beta",
        "text: alpha\u2028  # beta",
        "note: alpha\x85  # beta",
        "x: - alpha",
    ),
)
_DEPTHS = (0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6)
_BREAKS = ("\n",) * 30 + ("\r\n", "\r", "\u2028")


def files(chance: Random, n: int) -> Iterator[str]:
    """Yield ``n`` texts of two to nine lines; every third or so is YAML."""
    for _ in range(n):
        lines = chance.choices(_LINES, k=chance.randint(2, 9))
        yield "".join(
            " " * chance.choice((0, 0, 0, 1, 2, 2, 2, 3, 4, 6)) + line + chance.choice(_BREAKS) for line in lines
        )


def values(tree: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a tree that is no key, with the nearest key above it."""
    if isinstance(tree, dict):
        for step, inside in tree.items():
            yield from values(inside, step)
    elif isinstance(tree, list):
        for inside in tree:
            yield from values(inside, key)
    elif isinstance(tree, str):
        yield key, tree
