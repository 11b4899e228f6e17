"""Find the mapping between two editions of a framework, read it, and check it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.frameworks import checked_tree
from mgi_cli.judging import edition_rules
from mgi_cli.reading import shelves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mgi_cli.judging.editions import EditionMapping
    from mgi_cli.model import Framework

    Pair = tuple[str, str]


def mapping(
    old: Framework, new: Framework, *, given: Iterable[Path] = (), beside: Path | None = None
) -> EditionMapping:
    """Return the mapping that leads from ``old`` to ``new``; the file may lead either way.

    It is looked for in the folders ``given``, and where frameworks are. Raises ``MgiError`` where one edition asks a
    local authority and the other a country, or where there is no mapping, ``DocumentError`` for a mistake in it.
    """
    if old.level != new.level:
        local, national = sorted((old, new), key=lambda edition: edition.level)
        raise MgiError("other_level", local=local.id, national=national.id)
    known = shelves.mappings(given, beside)
    forward, backward = (old.id, new.id), (new.id, old.id)
    if forward in known:
        return _read(known[forward], old, new)
    if backward in known:
        return _read(known[backward], new, old).backwards()
    steps = way(known, old.id, new.id)
    if steps:
        raise MgiError("mapping_steps", old=old.id, new=new.id, first=steps[0], way=" → ".join((old.id, *steps)))
    told = [f"{later}/from-{earlier}.yaml" for earlier, later in sorted(known)]
    raise MgiError("no_mapping" if told else "no_mapping_at_all", old=old.id, new=new.id, known=told)


def _read(path: Path, old: Framework, new: Framework) -> EditionMapping:
    sides = edition_rules.side(old), edition_rules.side(new)
    return edition_rules.build(checked_tree(path, "framework-mapping", lambda tree: edition_rules.check(tree, *sides)))


def way(known: Mapping[Pair, Path], old: str, new: str) -> list[str]:
    """Return the ids of the editions through which mappings lead from one to another, the last one included.

    The shortest way; none where there is no way.
    """
    ways: dict[str, list[str]] = {old: []}
    for edition in (reached := [old]):
        for pair in sorted(known):
            if edition in pair:
                other = pair[pair[0] == edition]
                if other not in ways:
                    ways[other] = [*ways[edition], other]
                    reached.append(other)
    return ways.get(new, [])
