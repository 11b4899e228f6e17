"""How a questionnaire comes into a profile: what would change is shown, conflicts are asked, then it is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mgi_cli import words as vocabulary
from mgi_cli.cli import asking, common
from mgi_cli.errors import MgiError
from mgi_cli.exchange import incoming, merge, telling
from mgi_cli.reading import files, undo
from mgi_cli.render.surface import Surface
from mgi_cli.text import fold
from mgi_cli.views.report import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.cli.common import Desk
    from mgi_cli.exchange.incoming import Incoming
    from mgi_cli.exchange.merge import Change

PREFERENCES = ("workbook", "profile")
_TABLES = (".csv", ".tsv")


def bring(desk: Desk, file: str, output: str | None, into: str | None, prefer: str | None, *, yes: bool) -> None:
    """Read a questionnaire, show what it would change, and write it where that is wanted.

    Raises ``MgiError`` where it cannot be read or written; ends with code 1 where something was not understood, or a
    conflict is left open.
    """
    if prefer not in (None, *PREFERENCES):
        raise MgiError("unknown_preference", prefer=prefer, known=list(PREFERENCES))
    found = _read(desk, Path(file), output, into)
    desk.print(telling.report(found, desk.words))
    settled = _settled(found, prefer, desk)
    if settled is None:
        common.tell("\n" + telling.say(found, desk.words, "unsettled", n=len(found.conflicts)))
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)
    if settled or found.target.before is None:
        _write(found, settled, desk, file=file, yes=yes)
    if found.unclear:
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)


def _read(desk: Desk, file: Path, output: str | None, into: str | None) -> Incoming:
    is_table = file.suffix.lower() in _TABLES
    if is_table and into is None:
        raise MgiError("table_into")
    if (output is None) == (into is None):
        raise MgiError("import_where")
    path = files.of_profile(Path(output)) if output is not None else None
    if path is not None:
        files.check_new(path)
    target = incoming.existing(desk.library.find_to_change(into), desk.library) if into is not None else None
    if is_table and target is not None:
        return incoming.from_table(file, desk.library, desk.words, target)
    return incoming.from_workbook(file, desk.library, into=target, output=path)


def _settled(found: Incoming, prefer: str | None, desk: Desk) -> list[Change] | None:
    """Return the changes to make; ``None`` where a conflict is left open."""
    changes = []
    for change in found.changes:
        if not change.conflict:
            changes.append(change)
            continue
        if prefer is None and not asking.can_ask():
            return None
        chosen = prefer or _asked(change, found, desk)
        changes += [change] if chosen == "workbook" else []
    return list(merge.without_unused(changes, found.brought))


def _asked(change: Change, found: Incoming, desk: Desk) -> str:
    """Return whose word counts in one conflict, asked until it is clear."""
    framework = found.target.framework
    question = telling.say(
        found,
        desk.words,
        "ask_conflict",
        entry=" ".join(telling.entry_name(change.route[:-1], framework, desk.words).split()),
        field=telling.field_name(change.route, desk.words),
        before=_plain(change, change.before, found, desk),
        after=_plain(change, change.after, found, desk),
    )
    choices = {word: name for name in PREFERENCES for word in _typed(f"{name}_words")}
    while (answer := fold(asking.line(question, desk.words))) not in choices:
        pass
    return choices[answer]


def _typed(name: str) -> Iterator[str]:
    """Yield what people type for an answer, folded, in every language."""
    for said in vocabulary.every("filled").values():
        yield from map(fold, said.get(name, ()))


def _plain(change: Change, value: object, found: Incoming, desk: Desk) -> str:
    cell = telling.value_cell(change, value, found.target.framework, desk.words)
    glyph = Surface().glyph
    return "".join(glyph(piece.name) if isinstance(piece, Mark) else getattr(piece, "text", "") for piece in cell)


def _write(found: Incoming, changes: list[Change], desk: Desk, *, file: str, yes: bool) -> None:
    target = found.target
    text = incoming.text(found, changes, desk.library)
    if not yes and not _agreed(found, len(changes), desk):
        key = "filled.not_written" if asking.can_ask() else "filled.not_written_yes"
        common.tell("\n" + desk.words.say(key))
        return
    data = text.encode()
    if target.before is None:
        files.create(target.path, data)
    elif data != target.before:
        undo.rewrite(target.path, data, read_before=target.before)
    desk.print(telling.written(found, desk.words, desk.again(str(target.path))))


def _agreed(found: Incoming, n: int, desk: Desk) -> bool:
    """Return whether a person at the terminal says yes."""
    if not asking.can_ask():
        return False
    path = found.target.document.path
    is_new = found.target.before is None
    question = desk.words.say("filled.ask_create" if is_new else "filled.ask_write", path=path, n=n)
    return fold(asking.line(question, desk.words)) in _typed("yes_words")
