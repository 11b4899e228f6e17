"""Find the crosswalks between frameworks of different levels, read their files, and check them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.frameworks import checked_tree
from mgi_cli.judging import crosswalk_rules
from mgi_cli.judging.crosswalk_rules import BETWEEN, SIDES
from mgi_cli.reading import shelves
from mgi_cli.text import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mgi_cli.frameworks import Tree
    from mgi_cli.judging.crosswalk import Crosswalk
    from mgi_cli.model import Framework


def between(frameworks: Iterable[Framework], lang: str, beside: Iterable[Path] = ()) -> Crosswalk | None:
    """Return the crosswalk between frameworks with its reasons in ``lang``, or in its reference language.

    ``None`` where the frameworks are not one of each level. ``beside`` are folders of frameworks near which it may lie.
    Raises ``MgiError`` where there is no crosswalk between the two, ``DocumentError`` for a mistake in its files.
    """
    given = list(frameworks)
    of_level = {framework.level: framework for framework in given}
    if len(given) != len(SIDES) or set(of_level) != set(SIDES):
        return None
    stem = crosswalk_rules.stem({level: framework.id for level, framework in of_level.items()})
    path = shelves.crosswalks(beside).get(stem)
    if path is None:
        raise MgiError("no_crosswalk", **{level: of_level[level].id for level in SIDES}, file=f"{stem}.yaml")
    tree = _structure(path, of_level)
    return crosswalk_rules.build(tree, _texts(path, tree, lang))


def of(framework: Framework, beside: Iterable[Path] = ()) -> tuple[Crosswalk, ...]:
    """Return the crosswalks from a framework to others, each seen from it; only their structure is read, no reason.

    Raises ``DocumentError`` for a mistake in one.
    """
    first = framework.level == SIDES[0]
    paths = (
        path
        for stem, path in shelves.crosswalks(beside).items()
        if (stem.startswith(framework.id + BETWEEN) if first else stem.endswith(BETWEEN + framework.id))
    )
    read = (crosswalk_rules.build(_structure(path, {framework.level: framework})) for path in paths)
    return tuple(item if first else item.reversed() for item in read)


def _structure(path: Path, of_level: Mapping[str, Framework]) -> Tree:
    codes = {level: framework.indicators for level, framework in of_level.items()}
    return checked_tree(path, "framework-crosswalk", lambda tree: crosswalk_rules.structure(tree, path.stem, codes))


def _texts(path: Path, structure: Tree, lang: str) -> dict[str, Tree]:
    """Return the texts of a crosswalk by language: that asked for, where there is one, and the reference language."""
    first = reference_language(path)
    spoken = _text_file(path, lang)
    read = {lang: checked_tree(spoken, "framework-crosswalk-texts")} if lang != first and spoken.is_file() else {}
    reference = checked_tree(
        _text_file(path, first), "framework-crosswalk-texts", lambda tree: crosswalk_rules.texts(tree, structure)
    )
    return {**read, first: reference}


def _text_file(path: Path, lang: str) -> Path:
    return path.parent / lang / path.name


def reference_language(path: Path) -> str:
    """Return the language in which the reasons of a crosswalk are complete: English, or the first there is."""
    if _text_file(path, FALLBACK).is_file():
        return FALLBACK
    return min((file.parent.name for file in path.parent.glob(f"*/{path.name}")), default=FALLBACK)
