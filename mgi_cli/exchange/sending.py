"""Whole profiles on their way out to programs: as a folder of tables, or as one JSON file, each written new."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.exchange import package
from mgi_cli.judging.names import without_names
from mgi_cli.reading import files
from mgi_cli.render import as_json
from mgi_cli.views.data import Dataset
from mgi_cli.views.data.document import document
from mgi_cli.views.report import Flat, Paragraph, Report, Tone, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Block
    from mgi_cli.words import Words

FILES = {".xlsx": "questionnaire", ".csv": "questionnaire", ".json": "document"}
"""What a file is, by the end of its name; a name without one is that of a folder of data."""


def kind_of(output: str) -> tuple[str, Path]:
    """Return what is asked for by the name of an output, ``folder`` or one of ``FILES``, and its path.

    A folder is what is one already, has a separator at the end (of whatever system) or no suffix. Raises ``MgiError``
    for a suffix that nothing here writes.
    """
    bare = output.rstrip("/\\")
    path = Path(bare or output)
    if bare != output or not path.suffix or path.is_dir():
        return "folder", path
    kind = FILES.get(path.suffix.lower())
    if kind is None:
        raise MgiError("export_suffix", path=files.shown(path), known=sorted(FILES))
    return kind, path


def dataset(profiles: Iterable[tuple[Path, Profile, Framework]], *, nameless: bool) -> Dataset:
    """Return profiles as what is sent.

    Raises ``MgiError`` where there are none, where two have one name, or answer different frameworks of one name:
    nobody could tell them apart.
    """
    named: dict[str, Path] = {}
    frameworks: dict[str, Framework] = {}
    found = []
    for path, profile, framework in profiles:
        if profile.name in named:
            both = [files.shown(named[profile.name]), files.shown(path)]
            raise MgiError("same_name", name=profile.name, paths=both)
        known = frameworks.setdefault(framework.id, framework)
        if (known.edition, known.domains) != (framework.edition, framework.domains):
            raise MgiError("same_framework", framework=framework.id, profile=profile.name)
        named[profile.name] = path
        found.append((without_names(profile) if nameless else profile, known))
    if not found:
        raise MgiError("nothing_to_export")
    return Dataset(profiles=tuple(found), nameless=nameless)


def folder(path: Path, make: Callable[[], Dataset], words: Words) -> Report:
    """Write tables of profiles to a folder that is new or empty; raises ``MgiError`` where that cannot be done."""
    files.check_new_folder(path)
    data = make()
    made = package.files(data, words)
    files.create_folder(path, made)
    tables = sum(name.endswith(".csv") for name in made)
    first = words.say("export.folder", path=files.shown(path), n=len(data.profiles), tables=tables)
    return _report(data, words, [first, words.say("export.begin")])


def json_file(path: Path, make: Callable[[], Dataset], words: Words) -> Report:
    """Write profiles to a new JSON file; raises ``MgiError`` where that cannot be done."""
    files.check_new(path)
    data = make()
    made = as_json.dump(as_json.envelope("export", words.lang, document(data)))
    files.create(path, made.encode())
    return _report(data, words, [words.say("export.document", path=files.shown(path), n=len(data.profiles))])


WRITERS = {"folder": folder, "document": json_file}
"""How each kind of output that holds whole profiles is written."""


def _report(data: Dataset, words: Words, said: Sequence[str]) -> Report:
    return Report(
        command="export",
        lang=words.lang,
        blocks=lambda: tuple(_page(data, words, said)),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )


def _page(data: Dataset, words: Words, said: Sequence[str]) -> Iterator[Block]:
    yield Paragraph(text(said[0], Tone.PRESENT))
    yield from (Paragraph(text(line)) for line in said[1:])
    if data.made_up:
        made_up = words.say("export.made_up", n=len(data.made_up), names=words.both(data.made_up))
        yield Paragraph(text(made_up, Tone.NOTICE))
    if data.nameless:
        yield Paragraph(text(words.say("export.nameless"), Tone.NOTICE))
