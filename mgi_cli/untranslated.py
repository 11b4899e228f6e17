"""What a language lacks: texts of frameworks, of the crosswalks between them, and sentences of the tool."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mgi_cli import crosswalks
from mgi_cli.errors import MgiError
from mgi_cli.frameworks import reference_language
from mgi_cli.reading import bundled, files, reader, shelves
from mgi_cli.text import FALLBACK
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_PLURAL = frozenset(["zero", "one", "two", "few", "many", "other"])
"""The forms that a sentence may have, by CLDR."""

_VOCABULARIES = frozenset(["months", "page", "statuses", "synonyms", "typed", "wording"])
"""Words that people type or publish, of which each language has as many as it needs under each head."""

_ALL = 9
"""Deeper than any file of texts goes."""

_TAG = re.compile("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Lack(Value):
    """One text that a language lacks: the way to it in its file, and what it says in the reference language."""

    key: str
    text: str


class Sheet(Value):
    """One file of texts as it should lie there: how many it must have, and which of them it lacks."""

    path: str
    texts: int
    lacks: tuple[Lack, ...]

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing of it yet."""
        return len(self.lacks) == self.texts


class Part(Value):
    """The files that belong together: of a framework, of the crosswalks, or of the tool (``words``)."""

    name: str
    sheets: tuple[Sheet, ...]

    @property
    def texts(self) -> int:
        """How many texts there are in the reference language."""
        return sum(sheet.texts for sheet in self.sheets)

    @property
    def lacking(self) -> int:
        """How many of them the language lacks."""
        return sum(len(sheet.lacks) for sheet in self.sheets)


def lacking(lang: str, frameworks: Iterable[Path]) -> tuple[Part, ...]:
    """Return what a language lacks of frameworks, by their folders, of crosswalks near them, and of the tool.

    Raises ``MgiError`` for what is no tag of a language, ``DocumentError`` for a file with a mistake.
    """
    if not _TAG.fullmatch(lang):
        raise MgiError("no_language_tag", lang=lang)
    folders = list(frameworks)
    made = [_part(folder.name, _pairs(folder / reference_language(folder), folder / lang)) for folder in folders]
    ways = shelves.crosswalks(folders).values()
    made.append(_part("crosswalks", (_beside(path, crosswalks.reference_language(path), lang) for path in ways)))
    words = bundled.folder("data") / "words"
    made.append(_part("words", _pairs(words / FALLBACK, words / lang)))
    return tuple(part for part in made if part.sheets)


def _pairs(reference: Path, spoken: Path) -> Iterator[tuple[Path, Path]]:
    for path in sorted(reference.iterdir()):
        if path.suffix in (".yaml", ".json"):
            yield path, spoken / path.name


def _beside(path: Path, reference: str, lang: str) -> tuple[Path, Path]:
    return path.parent / reference / path.name, path.parent / lang / path.name


def _part(name: str, pairs: Iterable[tuple[Path, Path]]) -> Part:
    return Part(name=name, sheets=tuple(_sheet(reference, spoken) for reference, spoken in pairs))


def _sheet(reference: Path, spoken: Path) -> Sheet:
    depth = 1 if reference.stem in _VOCABULARIES else _ALL
    wanted = dict(_leaves(_tree(reference), depth))
    there = dict(_leaves(_tree(spoken), depth)) if spoken.is_file() else {}
    lacks = tuple(Lack(key=key, text=text) for key, text in wanted.items() if not there.get(key))
    return Sheet(path=_shown(spoken), texts=len(wanted), lacks=lacks)


def _shown(path: Path) -> str:
    """Return the path of a file as a translator knows it: of those that come with mgi, within the repository."""
    top = bundled.folder("data").parent
    return path.relative_to(top).as_posix() if path.is_relative_to(top) else files.shown(path)


def _tree(path: Path) -> Any:
    content = files.read(path)
    return json.loads(content) if path.suffix == ".json" else reader.entries(files.shown(path), content)


def _leaves(tree: Any, depth: int, route: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a tree with the way to it; a list, and a sentence with its plural forms, is one."""
    if isinstance(tree, dict) and depth and not _is_plural(tree):
        for key, value in tree.items():
            yield from _leaves(value, depth - 1, f"{route} > {key}" if route else str(key))
    elif tree is not None:
        yield route, _told(tree)


def _is_plural(tree: Mapping[str, Any]) -> bool:
    return "other" in tree and set(tree) <= _PLURAL


def _told(leaf: Any) -> str:
    if isinstance(leaf, dict):
        return _told(leaf["other"]) if _is_plural(leaf) else "; ".join(_told(value) for value in leaf.values())
    return ", ".join(map(str, leaf)) if isinstance(leaf, list) else str(leaf)
