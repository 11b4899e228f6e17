"""Move a profile to another edition: read it, find the mapping, decide, write the text, and check what was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli import editions
from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import MgiError
from mgi_cli.frameworks import Frameworks
from mgi_cli.judging import migration
from mgi_cli.judging.editions import Relation
from mgi_cli.library import Library
from mgi_cli.reading import files, moving, reader, shelves, undo
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.editions import EditionMapping
    from mgi_cli.judging.migration import Because, Migration
    from mgi_cli.library import Checked
    from mgi_cli.model import Framework, Profile
    from mgi_cli.words import Words


class Moved(Value):
    """A profile that moved, not yet written: the file it stood in and what it held, and the file it goes to.

    ``old`` and ``new`` are the editions, ``profile`` is what it became, ``text`` the text of the file.
    """

    source: Path
    before: bytes
    target: Path
    old: Framework
    new: Framework
    profile: Profile
    migration: Migration
    text: str

    @property
    def in_place(self) -> bool:
        """Whether the file is the one that it was read from."""
        return self.source == self.target

    def write(self) -> None:
        """Write the file whole or not at all; one that is rewritten can be given back.

        Raises ``MgiError`` where it cannot be written, or has changed since it was read.
        """
        data = self.text.encode()
        if self.in_place:
            undo.rewrite(self.target, data, read_before=self.before)
        else:
            files.create(self.target, data)


class Asked(Value):
    """What was asked: which profile, by path or name, to which edition, by id or folder, and a new file, if any.

    On a dry run nothing is written, so that a profile that comes with mgi may be named without a new file.
    """

    profile: str
    to: str
    output: str | None = None
    dry_run: bool = False


def move(asked: Asked, library: Library, words: Words) -> Moved:
    """Return what becomes of a profile.

    Raises ``MgiError`` where a file, an edition or a mapping is not there, ``DocumentError`` for a mistake in one of
    them: a profile moves without errors only.
    """
    source = library.find(asked.profile)
    target = files.of_profile(Path(asked.output)) if asked.output else source
    if target is not source:
        files.check_new(target)
    elif not asked.dry_run and not library.may_change(asked.profile):
        raise MgiError("bundled_needs_output", name=asked.profile)
    before = files.read(source)
    checked = library.judge(source, *reader.read(files.shown(source), before))
    if checked.framework is None or any(item.is_error for item in checked.found):
        raise DocumentError(checked.document, checked.found, checked.framework, of_profile=True)
    folder = shelves.framework_folder(asked.to)
    way = _Way(library.frameworks, Frameworks(lang=words.lang, asked=asked.to) if folder else None, source.parent)
    old, new = checked.framework, way.new(folder.name if folder else asked.to)
    if old.id == new.id:
        raise MgiError("same_edition", profile=asked.profile, framework=new.id)
    decided = migration.migrate(
        checked.document.tree, way.mapping(old, new), old, new, lambda because: tell(because, old, words)
    )
    text = moving.text(_moved(checked, decided, tuple(way.turns(old, new)), target))
    judge = Library(lang=words.lang, framework=asked.to) if folder else library
    made = judge.judge(target, *reader.parse(files.shown(target), text))
    if made.profile is None or any(item.is_error for item in made.found):
        raise DocumentError(made.document, made.found, made.framework)
    return Moved(
        source=source,
        before=before,
        target=target,
        old=old,
        new=new,
        profile=made.profile,
        migration=decided,
        text=text,
    )


class _Way:
    """Where the two editions and the mapping between them are looked up."""

    def __init__(self, frameworks: Frameworks, given: Frameworks | None, beside: Path) -> None:
        self._frameworks, self._given, self._beside = frameworks, given or frameworks, beside

    def new(self, edition: str) -> Framework:
        return self._given.get(edition, beside=self._beside)

    def mapping(self, old: Framework, new: Framework) -> EditionMapping:
        given = [folder for folder in (self._given.folder(), self._frameworks.folder()) if folder]
        return editions.mapping(old, new, given=given, beside=self._beside)

    def turns(self, old: Framework, new: Framework) -> Iterator[moving.Turn]:
        """Yield the two editions in the language that is spoken, then in the others that the old one has."""
        yield moving.Turn(old=old, new=new)
        for lang in self._frameworks.languages(old.id, beside=self._beside):
            try:
                sides = [
                    frameworks.speaking(lang).get(edition.id, beside=self._beside)
                    for frameworks, edition in ((self._frameworks, old), (self._given, new))
                ]
                sides[0].text(next(iter(old.indicators)))
            except MgiError:  # a mistake in a language that nobody asked for
                continue
            yield moving.Turn(old=sides[0], new=sides[1])


def _moved(checked: Checked, decided: Migration, turns: tuple[moving.Turn, ...], target: Path) -> moving.Moved:
    old, new = turns[0].old, turns[0].new
    prefix = moving.schema_beside(checked.document, old.id)
    address = f"{prefix}profile-{new.id}.schema.json"
    is_there = prefix is not None and (target.parent / address).is_file()
    return moving.Moved(
        document=checked.document,
        tree=decided.tree,
        origins=decided.origins,
        turns=turns,
        schema=address if is_there else None,
    )


def tell(because: Because, old: Framework, words: Words) -> str:
    """Return in words why an answer is proposed: what was answered to which questions, and what became of those."""
    link, n = because.link, len(because.codes)
    how = "split" if link.relation is Relation.SPLIT else "whole" if because.whole else "merged"
    what = words.both([f"{code} {old.text(code).label}" for code in because.codes])
    status = old.scale[because.status].label
    return words.say(
        f"migration.because_{how}", n=n, what=what, status=status, edition=because.edition, reason=link.reason
    )
