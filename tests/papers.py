"""A paper with a word of its own in every field, so that a test can tell which of them a kind of file leaves out.

It is made from the types in ``parts.py``: a part or a field that is new there has its word here without anybody adding
it.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from enum import EnumMeta
from itertools import count, cycle
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from mgi_cli.model import Status
from mgi_cli.views.papers import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_cli.views.papers.parts import Paper

Path = tuple[tuple[str, str], ...]
"""Where a word stands: the class and the field, from the paper down to the text."""

COPIES = 2
"""How many there are of what may be there several times; a row has as many cells as the table has columns."""

DEEPEST = 3
"""How many sections lie in each other."""


class Whole(NamedTuple):
    """A paper and the words in it, each with its place."""

    paper: Paper
    words: dict[str, Path]

    def missing(self, text: str, *unsaid: tuple[str, str]) -> dict[str, Path]:
        """Return the words that a text does not hold, but for those in fields that are not said."""
        return {word: path for word, path in self.words.items() if word not in text and not set(unsaid) & set(path)}


def classes() -> dict[str, Any]:
    """Return everything that a paper is made of, by name."""
    every = inspect.getmembers(parts, inspect.isclass)
    return {name: kind for name, kind in every if kind.__module__ == parts.__name__ and hasattr(kind, "_fields")}


def whole() -> Whole:
    """Return a paper with every part and every field; nothing in it is random."""
    filler = _Filler()
    return Whole(filler.value(parts.Paper, ()), filler.words)


class _Filler:
    """The paper under construction."""

    def __init__(self) -> None:
        self.words: dict[str, Path] = {}
        self._numbers = count(1)
        self._anchors = count(1)
        self._choices: dict[Any, Iterator[Any]] = {}
        self._given: dict[tuple[str, str], Callable[[Path], Any]] = {
            ("Paper", "lang"): lambda _: "en",
            ("Paper", "date"): lambda _: "2022-09-15",
            ("Paper", "labels"): self._labels,
            ("Run", "lang"): lambda path: self._choice(path, None, "es", "ar"),
            ("Run", "link"): self._link,
            ("Sector", "anchor"): lambda _: "a.1",
            ("Column", "status"): lambda path: self._choice(path, None, *Status),
        }

    def value(self, kind: Any, path: Path) -> Any:
        """Return a value of a type, with words in it; ``path`` says where it stands."""
        if path and path[-1] in self._given:
            return self._given[path[-1]](path)
        if kind in classes().values():
            return kind(**{name: self.value(of, (*path, (kind.__name__, name))) for name, of in _hints(kind).items()})
        if get_origin(kind) in (Union, UnionType):
            return self._either(get_args(kind), path)
        if get_origin(kind) is tuple:
            return self._several(get_args(kind), path)
        return self._single(kind, path)

    def _single(self, kind: Any, path: Path) -> Any:
        if isinstance(kind, EnumMeta):
            return self._choice(path, *kind)
        made: dict[Any, Any] = {
            str: lambda: f"a.{next(self._anchors)}" if path[-1][1] == "anchor" else self._word(path),
            bool: lambda: self._choice(path, True, False),
            int: lambda: next(self._numbers),
        }
        return made[kind]()

    def _several(self, kinds: tuple[Any, ...], path: Path) -> tuple[Any, ...]:
        if kinds[-1] is not ...:
            return tuple(self.value(kind, path) for kind in kinds)
        if get_origin(kinds[0]) in (Union, UnionType):  # one of each kind, twice
            every = [kind for kind in get_args(kinds[0]) if kind is not parts.Section or _depth(path) < DEEPEST]
            return tuple(self.value(kind, path) for _ in range(COPIES) for kind in every)
        return tuple(self.value(kinds[0], path) for _ in range(COPIES))

    def _either(self, kinds: tuple[Any, ...], path: Path) -> Any:
        return self.value(next(kind for kind in kinds if kind is not NoneType), path)

    def _word(self, path: Path) -> str:
        word = f"Tq{next(self._numbers):04}"
        self.words[word] = path
        return word

    def _choice(self, path: Path, *choices: Any) -> Any:
        return next(self._choices.setdefault(path[-1], cycle(choices)))

    def _link(self, path: Path) -> str | None:
        inside = (f"#a.{number}" for number in range(1, 40))
        link: str | None = self._choice(path, None, "https://example.org/", *inside)
        return link + self._word(path) if link and not link.startswith("#") else link

    def _labels(self, path: Path) -> dict[str, str]:
        def word(label: str) -> str:
            return self._word((*path, ("labels", label)))

        return {"contents": word("contents"), "page": f"{word('page')} {{n}} {word('page')} {{all}}"}


def _hints(kind: Any) -> dict[str, Any]:
    """Return the types of the fields of a class, in their order."""
    known = get_type_hints(kind, localns={"Status": Status, "Mapping": Mapping})
    return {name: known[name] for name in kind._fields}


def _depth(path: Path) -> int:
    return sum(name == "Section" for name, _ in path)
