"""A questionnaire on its way into a profile: what it would change, what collides, what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli import words as vocabulary
from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import MgiError
from mgi_cli.exchange import fields, filling, leftovers, meaning, merge, office, plan_in, table
from mgi_cli.exchange.bibliography import Bibliography
from mgi_cli.exchange.rows import PLAN_COLUMNS, Line, Reader, Unclear
from mgi_cli.exchange.state import PLAN, QUESTIONNAIRE, ExchangeError, State, at, fingerprint
from mgi_cli.location import Document
from mgi_cli.model import place_id
from mgi_cli.reading import editing, files, fragments, generous, reader, shape
from mgi_cli.text import fold
from mgi_cli.value import Value
from mgi_cli.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.exchange.fields import Labels
    from mgi_cli.exchange.merge import Change
    from mgi_cli.exchange.sheets import Sheet
    from mgi_cli.library import Library
    from mgi_cli.location import Route
    from mgi_cli.model import Framework

Tree = dict[str, Any]


class Target(Value):
    """The profile that a questionnaire goes into: its file as it is, and as it is understood.

    For a new profile ``before`` is empty and ``document`` has no text; ``tree`` is then what the questionnaire carries.
    """

    path: Path
    framework: Framework
    tree: Tree
    document: Document
    before: bytes | None = None


class Incoming(Value):
    """What a questionnaire would change in a profile.

    ``left_out`` are the indicators without a row, ``unread`` the names of sheets that are no part of the questionnaire,
    ``outside`` the cells beside and below its columns in which something stands,
    ``brought`` the keys of sources that are new because something names them. ``kind`` is that of the workbook.
    """

    file: str
    target: Target
    changes: tuple[Change, ...]
    unclear: tuple[Unclear, ...]
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    brought: frozenset[str] = frozenset()
    kind: str = QUESTIONNAIRE

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The changes of what has changed in the profile too."""
        return tuple(change for change in self.changes if change.conflict)


def existing(path: Path, library: Library) -> Target:
    """Return a profile that is there; raises ``MgiError`` where it cannot be read or has errors."""
    before = files.read(path)
    document, problems = reader.read(files.shown(path), before)
    checked = library.judge(path, document, problems)
    if checked.profile is None or checked.framework is None or document.lost:
        raise DocumentError(checked.document, checked.found, checked.framework)
    return Target(path=path, framework=checked.framework, tree=checked.document.tree, document=document, before=before)


def from_workbook(file: Path, library: Library, *, into: Target | None, output: Path | None) -> Incoming:
    """Return what a workbook would change in a profile, or the new profile that it makes.

    Raises ``ExchangeError`` where it cannot be read, or is of another edition, place or round, or where it is a plan
    and no profile is there that it could go into.
    """
    filled = office.module("workbook_in").read(files.read(file))
    state = filled.state
    framework = _edition(state, library, beside=file)
    if state.kind == PLAN and into is None:
        raise MgiError("plan_into")
    target = into or _new(state, framework, output or file)
    _check_same(state, target, library)
    spoken = _in_every_language(framework, library, beside=file.parent, last=state.lang)
    if state.kind == PLAN:
        return _plan(file, target, filled.sheets, state, spoken)
    read = Reader(
        framework=framework,
        heads=_heads(*(fields.heads(Words(lang)) for lang in spoken), state.heads),
        questions=_questions(spoken.values()),
        typed=True,
        bands=frozenset().union(*map(_bands, spoken.values())),
    )
    made = _Made(tree=state.tree, labels=fields.Labels(**state.labels), more=_labels(spoken))
    return _incoming(file, target, filled.sheets, read, made)


def from_table(file: Path, library: Library, words: Words, into: Target) -> Incoming:
    """Return what a table of answers would change in a profile; raises ``ExchangeError`` where it cannot be read."""
    spoken = _in_every_language(into.framework, library, beside=into.path.parent, last=words.lang)
    heads: dict[str, dict[str, str]] = {section: {} for section in fields.heads(words)}
    for said in map(Words, spoken):
        heads["answers"] |= fields.heads(said)["answers"] | {said.say("workbook.state"): "state"}
    sheet = table.read(files.read(file), list(heads["answers"]))
    questions = {
        fold(framework.text(code).question): code for framework in spoken.values() for code in framework.indicators
    }
    read = Reader(framework=into.framework, heads=_heads(heads), questions=questions, typed=False)
    known = fields.labels(into.framework, words)
    return _incoming(file, into, (sheet,), read, _Made(tree=into.tree, labels=known, more=_labels(spoken)))


def _in_every_language(framework: Framework, library: Library, *, beside: Path, last: str) -> dict[str, Framework]:
    """Return a framework in every language that the tool speaks; of two meanings of a word that of the last counts."""
    order = (*(lang for lang in vocabulary.languages() if lang != last), last)
    return {lang: library.frameworks.speaking(lang).get(framework.id, beside=beside) for lang in order}


def _labels(spoken: Mapping[str, Framework]) -> tuple[Labels, ...]:
    """Return the words of the lists to choose from, by language."""
    return tuple(fields.labels(framework, Words(lang)) for lang, framework in spoken.items())


def _edition(state: State, library: Library, *, beside: Path) -> Framework:
    """Return the framework that a workbook was made of; raises ``ExchangeError`` where it is not that one any more."""
    named = str(state.tree.get("framework"))
    try:
        framework = library.frameworks.get(named, beside=beside.parent)
    except MgiError as error:
        if error.code != "unknown_framework":
            raise
        raise ExchangeError("workbook_framework", framework=named, known=error.params["known"]) from error
    if framework.edition != state.edition:
        raise ExchangeError("workbook_edition", framework=named, old=state.edition, new=framework.edition)
    return framework


def _check_same(state: State, target: Target, library: Library) -> None:
    """Raise ``ExchangeError`` where a workbook and a profile are not about the same thing."""
    for mine in (target.tree.get("framework"), library.frameworks.asked_id()):
        if mine not in (None, state.tree["framework"]):
            raise ExchangeError("other_framework", workbook=state.tree["framework"], profile=mine)
    for part, key in (("place", "id"), ("assessment", "round")):
        mine = fields.section(state.tree, part).get(key)
        theirs = fields.section(target.tree, part).get(key)
        if None not in (mine, theirs) and mine != theirs:
            raise ExchangeError(f"other_{part}", workbook=mine, profile=theirs)


def _new(state: State, framework: Framework, path: Path) -> Target:
    document = Document(path=files.shown(path), source="", tree=state.tree)
    return Target(path=path, framework=framework, tree=state.tree, document=document)


def _heads(*every: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the names of fields by their folded heads, by section; where two say different things, the last counts."""
    found: dict[str, dict[str, str]] = {}
    for heads in every:
        for section, words in heads.items():
            found.setdefault(section, {}).update({fold(word): name for word, name in words.items()})
    return found


def _questions(spoken: Iterable[Framework]) -> dict[str, str]:
    return {fold(fields.question(framework.text(code))): code for framework in spoken for code in framework.indicators}


def _bands(framework: Framework) -> frozenset[str]:
    every = (subdomain for domain in framework.domains for subdomain in domain.subdomains)
    return frozenset(fold(f"{subdomain.id}  {subdomain.name}") for subdomain in every)


class _Made(Value):
    """What a questionnaire was made from: the profile as it was, and the words of its lists.

    ``more`` are the words of such lists in every language.
    """

    tree: Tree
    labels: Labels
    more: tuple[Labels, ...]


def _incoming(file: Path, target: Target, sheets: Sequence[Sheet], read: Reader, made: _Made) -> Incoming:
    unclear: list[Unclear] = []
    also = [sheet for sheet in sheets if read.heads["sheets"].get(fold(sheet.name)) == "also"]
    sheets = [sheet for sheet in sheets if sheet not in also]
    lines, unread = _lines(sheets, read, unclear)
    if not any(line.section == "answers" for line in lines) and not unclear:
        raise ExchangeError("no_answers", file=files.shown(file))
    known = _known(made, target)
    filled = filling.fill(lines, known, unclear, _all_findings(made.tree, target))
    stale = _stale(lines, target.tree)
    changes = merge.merge(made.tree, filled.edits, target.tree, stale)
    changes, incomplete = merge.whole(target.tree, changes)
    changes = merge.without_unused(changes, filled.brought)
    return Incoming(
        file=files.shown(file),
        target=target,
        changes=changes,
        unclear=(*filled.unclear, *incomplete),
        left_out=tuple(code for code in target.framework.indicators if code not in filled.seen),
        unread=unread,
        outside=(
            *_outside(sheets, read),
            *(place for sheet in also for place in leftovers.changed(sheet, made.tree, read.heads["also"])),
        ),
        brought=filled.brought,
    )


def _lines(sheets: Sequence[Sheet], read: Reader, unclear: list[Unclear]) -> tuple[list[Line], tuple[str, ...]]:
    """Return the rows of all sheets, and the names of sheets that are no part of the workbook as it was made."""
    lines: list[Line] = []
    unread = []
    for sheet in sheets:
        found = list(read.lines(sheet, unclear))
        lines += found
        is_part = found or not sheet.rows or fold(sheet.name) in read.heads["sheets"] or read.has_head(sheet)
        unread += [] if is_part or any(item.place.startswith(sheet.name) for item in unclear) else [sheet.name]
    return lines, tuple(unread)


def _outside(sheets: Sequence[Sheet], read: Reader) -> tuple[str, ...]:
    return tuple(cell.place for sheet in sheets for cell in read.outside(sheet))


def _plan(
    file: Path, target: Target, sheets: Sequence[Sheet], state: State, spoken: Mapping[str, Framework]
) -> Incoming:
    """Return what the workbook of a plan would change in a profile."""
    every = (fields.plan_heads(Words(lang), PLAN_COLUMNS) for lang in spoken)
    read = Reader(
        framework=target.framework,
        heads=_heads(*every, state.heads),
        questions={fold(fields.planned_for(item, code)): code for item in spoken.values() for code in item.indicators},
        typed=True,
        main="plan",
        columns=PLAN_COLUMNS,
    )
    unclear: list[Unclear] = []
    lines, unread = _lines(sheets, read, unclear)
    if not lines and not unclear:
        raise ExchangeError("no_planned", file=files.shown(file))
    base, now = fields.section(state.tree, "plan"), fields.section(target.tree, "plan")
    means = meaning.Meaning(words=_typed(target.framework), lists={}, cite=lambda _: [])
    changes = plan_in.changes(lines, base, now, means, unclear)
    planned = [code for code in target.framework.indicators if base.get(code) or now.get(code)]
    return Incoming(
        file=files.shown(file),
        target=target,
        changes=tuple(changes),
        unclear=tuple(unclear),
        left_out=tuple(code for code in planned if code not in {line.key for line in lines}),
        unread=unread,
        outside=_outside(sheets, read),
        kind=PLAN,
    )


def _typed(framework: Framework) -> generous.Vocabulary:
    """Return what people type, in every language."""
    return generous.Vocabulary(
        statuses={word: status for word, status in vocabulary.statuses().items() if status in framework.scale},
        months=vocabulary.months(),
        country=vocabulary.country_code,
        kinds=vocabulary.kinds(),
    )


def _known(made: _Made, target: Target) -> filling.Known:
    """Return what the cells are held against; what people type is understood in every language."""
    books = Bibliography(fields.section(made.tree, "sources"), fields.section(target.tree, "sources"))
    means = meaning.Meaning(
        words=_typed(target.framework),
        lists=meaning.lists(*made.more, made.labels),
        types=vocabulary.place_types(),
        cite=books.cite,
        statuses=tuple(label.partition(" ")[2] for label in made.labels.status.values()),
        findings=frozenset(_all_findings(made.tree, target)),
    )
    return filling.Known(base=made.tree, labels=made.labels, meaning=means, bibliography=books)


def _all_findings(base: Tree, target: Target) -> Tree:
    return {**fields.section(base, "findings"), **fields.section(target.tree, "findings")}


def _stale(lines: Sequence[Line], now: Tree) -> set[str]:
    """Return the indicators whose answers have changed since a table was made, by the word that it carries of each."""
    answers = fields.section(now, "answers")
    words = {line.key: str(line.cells["state"].value) for line in lines if "state" in line.cells}
    return {key for key, word in words.items() if word not in ("None", fingerprint(answers.get(key)))}


# The text that comes of it


def text(incoming: Incoming, changes: Sequence[Change], library: Library) -> str:
    """Return the text of the profile with some of the changes in it.

    Raises ``DocumentError`` where it would then have an error that it does not have now, ``ExchangeError`` where a new
    profile would lack its place or round.
    """
    target = incoming.target
    if incoming.kind == PLAN:
        after = _replanned(target, changes)
    else:
        made = merge.entries(target.tree, changes)
        after = _written_anew(target, made) if target.before is None else _edited(target, made)
    checked = library.judge(target.path, *reader.parse(files.shown(target.path), after))
    if checked.profile is None:
        raise DocumentError(checked.document, checked.found, checked.framework)
    return after


def _replanned(target: Target, changes: Sequence[Change]) -> str:
    """Return the text of a profile in which only the planned actions that change are other than they were."""
    document, framework = target.document, target.framework
    for code, actions in plan_in.steps(document.tree.get("plan") or {}, fields.section(target.tree, "plan"), changes):
        planned = document.tree.get("plan") or {}
        if (actions or []) == (planned.get(code) or []):
            continue
        entry = editing.Entry(("plan",), code, actions, tuple(framework.indicators), framework.text(code).label)
        if actions is None and planned.keys() == {code}:
            entry = editing.Entry((), "plan", None)
        document, _ = reader.parse(document.path, editing.with_entry(document, entry))
    return document.source


def _edited(target: Target, made: Mapping[Route, Any]) -> str:
    """Return the text of a profile in which only the entries that change are other than they were."""
    document, framework = target.document, target.framework
    for route, entry in made.items():
        parent, key = tuple(str(step) for step in route[:-1]), str(route[-1])
        is_answer = parent == ("answers",)
        order = tuple(framework.indicators) if is_answer else ()
        comment = framework.text(key).label if is_answer else ""
        value = _as_written(document, route, target.tree, entry)
        source = editing.with_entry(document, editing.Entry(parent, key, value, order, comment))
        document, _ = reader.parse(document.path, source)
    return document.source


def _as_written(document: Document, route: Route, understood: Tree, entry: Any) -> Any:
    """Return an entry in which what does not change is as the file has it, though it may be spelt in its own way."""
    raw, was = at(document.tree, route), at(understood, route)
    if not isinstance(raw, dict) or not isinstance(was, dict) or entry is None:
        return entry
    return {name: raw[name] if name in raw and was.get(name) == value else value for name, value in entry.items()}


def _written_anew(target: Target, made: Mapping[Route, Any]) -> str:
    """Return the text of a new profile; raises ``ExchangeError`` where its place or round is missing."""
    framework = target.framework
    tree = merge.applied(target.tree, made, tuple(framework.indicators))
    place, assessment = fields.section(tree, "place"), fields.section(tree, "assessment")
    missing = [name for name in ("name", "type", "country") if not place.get(name)]
    missing += [] if assessment.get("round") else ["round"]
    if missing:
        raise ExchangeError("workbook_no_place", what=missing)
    if not place.get("id"):
        tree["place"] = {"id": place_id(place["country"], place["name"]), **place}
    labels = {code: framework.text(code).label for code in framework.indicators}
    ordered = {key: tree[key] for key in (*shape.HEAD, *(key for key in tree if key not in shape.HEAD)) if key in tree}
    return fragments.profile(ordered, labels)
