"""What became of a profile in another edition: first what a person has to look at, then all other decisions."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging.editions import Relation
from mgi_cli.judging.migration import Outcome
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Heading,
    Lines,
    Mark,
    Paragraph,
    Report,
    Role,
    Span,
    Steps,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.judging.migration import Decision, Migration
    from mgi_cli.model import Domain, Framework, Profile
    from mgi_cli.views.report import Block, Cell, Piece
    from mgi_cli.words import Words


class Moved(Value):
    """A profile that moved: what it became, the decisions, and the two editions.

    ``path`` is where it was written, ``None`` where nothing was. The others are how next commands must name the
    profile, with their options: ``again`` as it is now, ``undo`` where a file was rewritten, ``repeat`` the move itself
    where nothing was written.
    """

    profile: Profile
    migration: Migration
    old: Framework
    new: Framework
    path: str | None
    again: str = ""
    undo: str = ""
    repeat: str = ""

    def answers(self, *outcomes: Outcome) -> tuple[Decision, ...]:
        """Return the decisions on answers that have one of some outcomes."""
        return tuple(item for item in self.migration.decisions if _is_answer(item) and item.outcome in outcomes)


def report(moved: Moved, words: Words) -> Report:
    """Return the report of a move to another edition."""
    return Report(
        command="migrate",
        lang=words.lang,
        blocks=lambda: tuple(_page(moved, words)),
        flat=partial(_flat, moved),
        document=partial(_document, moved),
    )


def _is_answer(decision: Decision) -> bool:
    return decision.section == "answers"


def _page(moved: Moved, words: Words) -> Iterator[Block]:
    profile = moved.profile
    yield Title(profile.place.name, words.where(profile))
    yield from common.head(profile, words)
    editions = words.say("migration.editions", old=moved.old.title, new=moved.new.title)
    basis = words.say("migration.mapping", basis=moved.migration.mapping.basis)
    yield Paragraph((Span(f"{editions} "), Span(basis, Tone.QUIET)))
    yield Lines(tuple(_counts(moved, words)), apart=True)
    yield from _to_look_at(moved, words)
    yield from _new(moved, words)
    for relation in (Relation.RENAMED, Relation.SAME):
        rows = [item for item in moved.answers(Outcome.MOVED) if item.relation is relation]
        yield from _table(moved, str(relation), rows, words)
    yield from _others(moved, words)
    yield from _open(moved, words)
    yield from _end(moved, words)


def _counts(moved: Moved, words: Words) -> Iterator[Cell]:
    counts = {str(outcome): len(moved.answers(outcome)) for outcome in Outcome if outcome is not Outcome.OPEN}
    counts["new"] = len(_unanswered(moved, Relation.NEW))
    for name in ("moved", "proposed", "kept", "returned", "new"):
        if counts[name] or name == "moved":
            tone = Tone.NOTICE if name in ("proposed", "kept") else Tone.PLAIN
            yield text(words.say(f"migration.n_{name}", n=counts[name], new=moved.new.id), tone)


def _unanswered(moved: Moved, *relations: Relation) -> tuple[Decision, ...]:
    return tuple(item for item in moved.answers(Outcome.OPEN) if item.relation in relations)


def _to_look_at(moved: Moved, words: Words) -> Iterator[Block]:
    for outcome in (Outcome.PROPOSED, Outcome.KEPT, Outcome.RETURNED):
        yield from _table(moved, str(outcome), moved.answers(outcome), words)


def _table(moved: Moved, name: str, rows: Sequence[Decision], words: Words) -> Iterator[Block]:
    """Yield the table of answers that became the same, by the domains of the edition that they stand in."""
    if not rows:
        return
    yield _heading(name, len(rows), words)
    columns = [
        Column(head=text(words.say("migration.code"))),
        Column(head=text(words.say("migration.indicator")), least=18),
        Column(head=text(words.say("migration.answer")), role=Role.BODY),
    ]
    if name not in ("same", Outcome.RETURNED):
        columns.append(Column(head=text(words.say("migration.became")), role=Role.BODY, least=18))
        columns.append(Column(head=text(words.say("migration.why")), role=Role.BODY, least=18))
    shown = [n for n in range(len(columns)) if n != _BECAME or any(item.new for item in rows)]
    groups = []
    for domain in (*moved.old.domains, *moved.new.domains):
        here = [_row(item, moved, words) for item in rows if _domain(item, moved) is domain]
        cells = tuple(tuple(row[n] for n in shown) for row in here)
        groups.append(Group(title=text(f"{domain.number} {domain.name}") if cells else (), rows=cells))
    yield Table(columns=tuple(columns[n] for n in shown), groups=tuple(groups))


_BECAME = 3
"""The column of what became of an indicator, which is left out where nothing did."""


def _heading(name: str, n: int, words: Words) -> Heading:
    return Heading(text(f"{words.say(f'migration.{name}')} ({n})"), words.say(f"migration.{name}_means"))


def _domain(decision: Decision, moved: Moved) -> Domain:
    """Return the domain that a decision is shown under: of the new edition for what came back, else of the old one."""
    codes, _, edition, _ = _sides(decision, moved)
    return edition.domain(edition.indicators[codes[0]].domain)


def _sides(decision: Decision, moved: Moved) -> tuple[tuple[str, ...], tuple[str, ...], Framework, Framework]:
    """Return the codes that a decision is shown by, those on the other side, and the editions of the two."""
    if decision.outcome is Outcome.RETURNED or not decision.old:
        return decision.new, decision.old, moved.new, moved.old
    return decision.old, decision.new, moved.old, moved.new


def _row(decision: Decision, moved: Moved, words: Words) -> tuple[Cell, ...]:
    codes, others, edition, other = _sides(decision, moved)
    labels = [edition.text(code).label for code in codes]
    became = [code if [other.text(code).label] == labels else f"{code} {other.text(code).label}" for code in others]
    return (
        text("\n".join(codes)),
        text("\n".join(labels)),
        common.status_cell(decision.status, edition) if decision.status else (),
        tuple(_pointed(became)),
        text(" ".join(part for part in (_hindrance(decision, words, moved.new), decision.reason) if part)),
    )


def _pointed(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield lines, each after an arrow."""
    for number, line in enumerate(lines):
        if number:
            yield Span("\n")
        yield Mark("to")
        yield Span(f" {line}")


def _hindrance(decision: Decision, words: Words, new: Framework) -> str:
    hindrance = decision.hindrance
    return words.say(f"migration.hindrance_{hindrance}", new=new.id) if hindrance else ""


def _new(moved: Moved, words: Words) -> Iterator[Block]:
    rows = _unanswered(moved, Relation.NEW)
    if not rows:
        return
    yield _heading("new", len(rows), words)
    columns = (
        Column(head=text(words.say("migration.code"))),
        Column(head=text(words.say("migration.indicator")), least=18),
        Column(head=text(words.say("migration.why")), role=Role.BODY, least=18),
    )
    groups = []
    for domain in moved.new.domains:
        here = [item for item in rows if moved.new.indicators[item.new[0]].domain == domain.id]
        cells = tuple((text(item.new[0]), text(moved.new.text(item.new[0]).label), text(item.reason)) for item in here)
        groups.append(Group(title=text(f"{domain.number} {domain.name}") if cells else (), rows=cells))
    yield Table(columns=columns, groups=tuple(groups))


def _others(moved: Moved, words: Words) -> Iterator[Block]:
    """Yield what became of the plan, of proposals and of key findings."""
    rows = [item for item in moved.migration.decisions if not _is_answer(item)]
    alike: dict[Decision, list[Decision]] = {}
    for item in rows:
        alike.setdefault(item.but(key="") if item.key else item, []).append(item)
    if not rows:
        return
    yield Heading(text(f"{words.say('migration.others')} ({len(rows)})"))
    columns = (
        Column(head=text(words.say("migration.what")), least=18),
        Column(head=text(words.say("migration.became")), role=Role.BODY, least=18),
        Column(head=text(words.say("migration.why")), role=Role.BODY, least=18),
    )
    cells = tuple(
        (
            text(_entries(here, words)),
            text(words.say(f"migration.entry_{item.outcome}", place=_place(item, moved))),
            text(" ".join(part for part in (_hindrance(item, words, moved.new), item.reason) if part)),
        )
        for item, here in alike.items()
    )
    yield Table(columns=columns, groups=(Group(rows=cells),))


def _entries(alike: Sequence[Decision], words: Words) -> str:
    """Return what entries are that became the same: findings by their keys, others by the code of the indicator."""
    keys = [item.key or (*item.old, *item.new)[0] for item in alike]
    return words.say(f"migration.entry_{alike[0].section}", n=len(keys), key=words.both(keys))


def _place(decision: Decision, moved: Moved) -> str:
    """Return where an entry is now: the code of an indicator, or the name of a domain."""
    if decision.section != "findings":
        return "".join(decision.new)
    return "".join(_labels(moved.new, decision.new))


def _open(moved: Moved, words: Words) -> Iterator[Block]:
    """Yield the indicators that nobody had answered, by what became of them."""
    relations = [relation for relation in Relation if relation is not Relation.NEW]
    rows = _unanswered(moved, *relations)
    if not rows:
        return
    yield _heading("open", len(rows), words)
    lines = []
    for relation in relations:
        here = [item for item in rows if item.relation is relation]
        if here:
            name = words.say(f"migration.relation_{relation}")
            shown, said = (between.join(_codes(item, key, words) for item in here) for key, between in _FROM_TO)
            shown, said = (words.say("migration.relation_codes", relation=name, codes=all_) for all_ in (shown, said))
            lines.append((Span(shown, said=said),))
    yield Lines(tuple(lines))


_FROM_TO = (("migration.from_to", ", "), ("plain.from_to", "; "))
"""What is shown and what is said between the old codes and the new ones, and between two indicators."""


def _codes(decision: Decision, key: str, words: Words) -> str:
    if decision.old == decision.new or not decision.new:
        return words.both(decision.old)
    return words.say(key, old=words.both(decision.old), new=words.both(decision.new))


def _end(moved: Moved, words: Words) -> Iterator[Block]:
    if moved.path is None:
        yield Paragraph(text(words.say("migration.not_written"), Tone.NOTICE))
        yield Steps(words.say("common.next"), ((f"mgi migrate{moved.repeat}", words.say("migration.next_migrate")),))
        return
    yield Paragraph(text(words.say("migration.written", path=moved.path), Tone.PROGRESS))
    steps = [(f"mgi show{moved.again}", words.say("migration.next_show"))]
    if moved.profile.proposals:
        steps.insert(0, (f"mgi proposals{moved.again}", words.say("migration.next_proposals")))
    if _unanswered(moved, Relation.NEW):
        steps.append((f"mgi assess{moved.again}", words.say("migration.next_assess")))
    if moved.undo:
        steps.append((f"mgi undo{moved.undo}", words.say("migration.next_undo")))
    yield Steps(words.say("common.next"), tuple(steps))


# For spreadsheets and programs


def _flat(moved: Moved) -> Flat:
    heads = (
        *("profile", "framework_from", "framework_to", "section", "outcome", "relation", "from", "from_labels", "to"),
        *("to_labels", "key", "status", "hindrance", "reason", "illustrative"),
    )
    rows = tuple(_flat_row(moved, item) for item in moved.migration.decisions)
    return Flat(heads=heads, rows=rows)


def _flat_row(moved: Moved, item: Decision) -> tuple[str | None, ...]:
    labels = (_labels(moved.old, item.old), _labels(moved.new, item.new))
    return (
        *(moved.profile.name, moved.old.id, moved.new.id, item.section, str(item.outcome)),
        str(item.relation) if item.relation else None,
        *("\n".join(item.old), "\n".join(labels[0]), "\n".join(item.new), "\n".join(labels[1])),
        item.key or None,
        str(item.status) if item.status else None,
        str(item.hindrance) if item.hindrance else None,
        item.reason or None,
        "yes" if moved.profile.illustrative else "no",
    )


def _labels(framework: Framework, ids: Sequence[str]) -> list[str]:
    """Return the labels of indicators, or the names of domains."""
    names = {domain.id: domain.name for domain in framework.domains}
    return [framework.text(key).label if key in framework.indicators else names[key] for key in ids]


def _document(moved: Moved) -> dict[str, Any]:
    return {
        "profile": common.profile_part(moved.profile, moved.new),
        "from": {"framework": moved.old.id, "title": moved.old.title, "indicators": len(moved.old.indicators)},
        "to": {"framework": moved.new.id, "title": moved.new.title, "indicators": len(moved.new.indicators)},
        "basis": moved.migration.mapping.basis,
        "path": moved.path,
        "counts": {str(outcome): len(moved.answers(outcome)) for outcome in Outcome},
        "proposals": len(moved.profile.proposals),
        "decisions": [_decision_part(moved, item) for item in moved.migration.decisions],
    }


def _decision_part(moved: Moved, item: Decision) -> dict[str, Any]:
    sides = ((moved.old, item.old), (moved.new, item.new))
    old, new = (
        [{"id": key, "label": label} for key, label in zip(keys, _labels(edition, keys), strict=True)]
        for edition, keys in sides
    )
    return {
        "section": item.section,
        "outcome": str(item.outcome),
        "relation": str(item.relation) if item.relation else None,
        "from": old,
        "to": new,
        "finding": item.key or None,
        "status": str(item.status) if item.status else None,
        "hindrance": str(item.hindrance) if item.hindrance else None,
        "reason": item.reason or None,
    }
