"""The rounds of a place: all profiles of it that can be found, or those that were named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import MgiError
from mgi_cli.reading import files
from mgi_cli.text import fold, nearest
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_cli.library import Library
    from mgi_cli.model import Framework, Profile

_NO_SUCH_NAME = ("unknown_profile", "is_a_folder")
"""What is said where a word names no profile; it may name a place then."""


class Rounds(Value):
    """The profiles of a place by their paths, the framework they answer, and files that may be of it as well.

    Of these nothing can be made out; why, stands beside each.
    """

    profiles: Mapping[Path, Profile]
    framework: Framework
    unread: Mapping[Path, MgiError] = NOTHING

    def names(self, library: Library) -> list[str]:
        """Return what the profiles can be called on the command line, in the order of the rounds."""
        known = library.profile_paths()
        ordered = sorted(self.profiles, key=lambda path: self.profiles[path].assessment.round)
        return [name if known.get(name := files.name_of(path)) == path else files.shown(path) for path in ordered]


def gather(asked: Sequence[str], library: Library) -> Rounds:
    """Return the rounds that were named, or where one thing was, all of that place or of the place of that profile.

    Raises ``MgiError`` for what names neither a profile nor a place, ``DocumentError`` for a round that has errors.
    """
    if len(asked) == 1:
        return _of_place(asked[0], library)
    named = {library.find(name): library.load(name) for name in asked}
    framework = next(iter(named.values()))[1]
    return Rounds(profiles={path: profile for path, (profile, _) in named.items()}, framework=framework)


def _of_place(asked: str, library: Library) -> Rounds:
    path = _file(asked, library)
    read, unread = library.load_every(_within_reach(path, library))
    if path in unread:
        raise unread[path]
    place = read[path][0].place.id if path else _place(asked, [profile for profile, _ in read.values()])
    found = {path: pair for path, pair in read.items() if pair[0].place.id == place}
    unknown = {}
    for file, error in unread.items():
        said = _says(error)
        if said == place:
            raise error
        if said is None:
            unknown[file] = error
    framework = next(iter(found.values()))[1]
    return Rounds(profiles={file: profile for file, (profile, _) in found.items()}, framework=framework, unread=unknown)


def _file(asked: str, library: Library) -> Path | None:
    """Return the path of the profile that a word names, ``None`` where it can only name a place."""
    try:
        return library.find(asked)
    except MgiError as error:
        if error.code not in _NO_SUCH_NAME or Path(asked).name != asked:
            raise
        return None


def _within_reach(path: Path | None, library: Library) -> list[Path]:
    """Return the files that may be rounds: those found by name, and before them one that is not, and those beside it.

    Of several with one name the first counts, as everywhere.
    """
    known = library.profile_paths()
    beside = [path, *files.profiles_in(path.parent)] if path and known.get(files.name_of(path)) != path else []
    first: dict[str, Path] = {}
    for file in (*beside, *known.values()):
        first.setdefault(files.name_of(file), file)
    return list(first.values())


def _place(asked: str, profiles: Sequence[Profile]) -> str:
    """Return the id of the place that a word names: by its id, or by its name, accents and case ignored."""
    known = {profile.place.id: profile.place.name for profile in profiles}
    if asked in known:
        return asked
    called = [place for place, name in known.items() if fold(asked) and fold(asked) in (fold(name), fold(place))]
    if len(called) == 1:
        return called[0]
    if called:
        raise MgiError("ambiguous_place", name=asked, listed=[f"{place}  {known[place]}" for place in called])
    words = {word: word for pair in known.items() for word in pair} | {
        profile.name: profile.name for profile in profiles
    }
    raise MgiError("unknown_place", name=asked, suggestion=nearest(asked, words))


def _says(error: MgiError) -> str | None:
    """Return of which place a file with errors says to be, ``None`` where nothing can be made out."""
    tree = error.document.tree if isinstance(error, DocumentError) else None
    place = tree.get("place") if isinstance(tree, dict) else None
    said = place.get("id") if isinstance(place, dict) else None
    return said if isinstance(said, str) else None
