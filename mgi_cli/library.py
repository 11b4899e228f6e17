"""Find a profile or a framework by name or path, read the file, and check it."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli import words
from mgi_cli.diagnostic import Diagnostic, DocumentError, place
from mgi_cli.errors import MgiError
from mgi_cli.frameworks import Frameworks
from mgi_cli.judging import rules
from mgi_cli.judging.case import Case
from mgi_cli.reading import build, bundled, files, reader, schema, shape, shelves, systems
from mgi_cli.text import FALLBACK, fold, nearest, unquoted
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_cli.diagnostic import Found
    from mgi_cli.location import Document
    from mgi_cli.model import Framework, Profile
    from mgi_cli.reading import generous

_SIGNS = frozenset(("format", "framework", "place", "assessment", "answers", "findings"))
"""Keys of which a profile has at least one; a file without any is something else."""


def this_day() -> str:
    """Return the day it is, ``2026-11-24``."""
    return time.strftime("%Y-%m-%d")


class Checked(Value):
    """A profile file with everything that was found in it, in order of place.

    ``name`` is that of the profile. ``framework`` is the one that it answers, where that can be told.
    """

    name: str
    document: Document
    found: tuple[Found, ...]
    framework: Framework | None

    @cached_property
    def profile(self) -> Profile | None:
        """The profile, unless an error stands in its way that reading cannot get over."""
        blocked = any(item.is_error and not item.diagnostic.repairable for item in self.found)
        return None if blocked or self.framework is None else build.profile(self.name, self.document.tree)


class Library:
    """The profiles that can be found from here, and the frameworks that they answer."""

    def __init__(
        self,
        *,
        lang: str = FALLBACK,
        profiles: str | None = None,
        framework: str | None = None,
        today: str | None = None,
    ) -> None:
        """Say where to look, and in which language frameworks are read; nothing is read yet.

        ``today`` is the day on which dates are judged, ``2026-11-24``; by default the day it is.
        """
        self.today = today or this_day()
        self.frameworks = Frameworks(lang=lang, asked=framework)
        self._profiles = profiles
        self._judges: dict[int, schema.Judge] = {}
        self._words: generous.Vocabulary | None = None

    def profile_paths(self) -> dict[str, Path]:
        """Return the path of every profile that can be found, by name, in alphabetical order."""
        return shelves.profiles(self._profiles)

    def find(self, profile: str) -> Path:
        """Return the path of a profile given by path or by name; raises ``MgiError`` where there is none."""
        with files.looking_at(Path(profile)):
            return self._find(profile)

    def _find(self, profile: str) -> Path:
        path = systems.as_stored(Path(profile))
        is_path = files.is_yaml(path) or Path(profile).name != profile
        if is_path and systems.is_file(path):
            return path
        if not is_path:
            known = self.profile_paths()
            if profile in known:
                return known[profile]
            if not profile or not systems.is_there(path):
                return _beside(path) or self._named_alike(profile, known)
        if systems.is_folder(path):
            raise MgiError("is_a_folder", path=profile)
        if not systems.is_there(path):
            meant = nearest(path.stem, self.profile_paths()) if path.name == profile else None
            raise MgiError("no_such_file", path=profile, suggestion=meant)
        return path

    def _named_alike(self, name: str, known: dict[str, Path]) -> Path:
        """Return the one profile that has this name but for accents and case; raises ``MgiError`` for none or two."""
        alike = [path for other, path in known.items() if name and fold(other) == fold(name)]
        if len(alike) == 1:
            return alike[0]
        raise MgiError("unknown_profile", name=name, suggestion=nearest(name, known), known=list(known))

    def find_to_change(self, profile: str) -> Path:
        """Return the path of a profile that shall be changed; one that comes with mgi must be copied first.

        Raises ``MgiError`` where there is none, or where it was named and comes with mgi.
        """
        path = self.find(profile)
        if not self.may_change(profile):
            raise MgiError("bundled_profile", name=profile, path=str(path))
        return path

    def may_change(self, profile: str) -> bool:
        """Return whether a profile, by path or name, is not one that comes with mgi; raises ``MgiError`` for none."""
        path = self.find(profile)
        return str(path) == profile or not path.is_relative_to(bundled.folder("data"))

    def load(self, profile: str) -> tuple[Profile, Framework]:
        """Return a profile by path or name, and the framework it answers.

        What is typed generously is understood. Raises ``MgiError`` where there is no such file, ``DocumentError`` where
        it has an error that reading cannot get over.
        """
        checked = self.check(self.find(profile))
        if checked.profile is None or checked.framework is None:
            raise DocumentError(checked.document, checked.found, checked.framework, of_profile=True)
        return checked.profile, checked.framework

    def load_every(
        self, paths: Iterable[Path] | None = None
    ) -> tuple[dict[Path, tuple[Profile, Framework]], dict[Path, MgiError]]:
        """Return every profile that can be found and read, with its framework, and why each of the others cannot.

        Given ``paths``, those are read instead.
        """
        read: dict[Path, tuple[Profile, Framework]] = {}
        unread: dict[Path, MgiError] = {}
        for path in self.profile_paths().values() if paths is None else paths:
            try:
                read[path] = self.load(str(path))
            except MgiError as error:
                unread[path] = error
        return read, unread

    def load_named(self, profiles: Iterable[str]) -> tuple[list[tuple[Profile, Framework]], list[MgiError]]:
        """Return the profiles that names, paths and folders stand for, in the order given, and what went wrong.

        A folder stands for the YAML files in it, in alphabetical order.
        """
        read: list[tuple[Profile, Framework]] = []
        wrong: list[MgiError] = []
        for item in profiles:
            try:
                paths = self._named(item)
            except MgiError as error:
                wrong.append(error)
                continue
            for path in paths:
                try:
                    read.append(self.load(path))
                except MgiError as error:
                    wrong.append(error)
        return read, wrong

    def _named(self, item: str) -> list[str]:
        """Return what a name, a path, a folder or a pattern stands for; raises ``MgiError`` for an empty folder."""
        fitting = files.named(item)
        if fitting != [item]:
            return [path for one in fitting for path in self._named(one)]
        try:
            return [str(self.find(item))]
        except MgiError as error:
            if error.code != "is_a_folder":
                raise
        inside = files.profiles_in(Path(item))
        if not inside:
            raise MgiError("nothing_in_folder", path=item)
        return [str(path) for path in inside]

    def files(self, paths: Iterable[str]) -> list[Path]:
        """Return the files that paths, names of profiles and folders stand for, each once, in the order given.

        One that is named in two ways is the same. A folder stands for all YAML files below it, a pattern such as
        ``*.yaml`` for what fits it.
        Raises ``MgiError`` for a path that there is none of.
        """
        found: dict[Path, Path] = {}
        for item in (one for asked in paths for one in files.named(asked)):
            path = systems.as_stored(Path(item))
            with files.looking_at(path):
                below = files.profiles_below(path) if path.is_dir() else [self.find(item)]
            if not below:
                raise MgiError("nothing_in_folder", path=item)
            for path in below:
                found.setdefault(systems.true_path(path), path)
        return list(found.values())

    def check(self, path: Path) -> Checked:
        """Return a profile file with everything that is wrong in it; raises ``MgiError`` if it cannot be opened."""
        return self.judge(path, *reader.read(files.shown(path), files.read(path)))

    def judge(self, path: Path, document: Document, problems: Iterable[Diagnostic]) -> Checked:
        """Return a document that was read from ``path`` with everything that is wrong in it."""
        name = files.name_of(path)
        if document.tree is None:
            return Checked(name=name, document=document, found=place(problems, document), framework=None)
        edition = self._edition(document, path)
        if isinstance(edition, tuple):
            found = place(_sayable(document, (*problems, *edition)), document)
            return Checked(name=name, document=document, found=found, framework=None)
        problems = tuple(problems)
        if any(item.code == "text_beside_key" for item in problems):
            from mgi_cli.reading import generous  # noqa: PLC0415 - as below

            problems = tuple(generous.understand(document, problems, self._vocabulary(edition)))
        wrong = self._judge(edition).check(document.tree)
        if wrong:
            document, wrong = self._understood(document, wrong, edition)
        case = Case(document=document, framework=edition, today=self.today, is_country=words.is_country)
        meant = rules.check(case)
        problems = (*problems, *_sayable(document, (*wrong, *meant), problems))
        return Checked(name=name, document=document, found=place(problems, document), framework=edition)

    def _understood(
        self, document: Document, wrong: tuple[Diagnostic, ...], edition: Framework
    ) -> tuple[Document, tuple[Diagnostic, ...]]:
        """Return the document as it was certainly meant, and what is wrong in it, also what that brings to light."""
        from mgi_cli.reading import generous  # noqa: PLC0415 - only who mistypes something pays for it

        wrong = tuple(generous.understand(document, wrong, self._vocabulary(edition)))
        meant = document.but(tree=generous.apply(document.tree, wrong))
        if meant.tree is document.tree or wrong[-1].code == "more_problems":
            return document, wrong
        known = {item.route for item in wrong}
        hidden = [item for item in self._judge(edition).check(meant.tree) if item.route not in known]
        return meant, (*wrong, *generous.understand(document, hidden, self._vocabulary(edition)))

    def _vocabulary(self, edition: Framework) -> generous.Vocabulary:
        """Return what people type for the words of an edition; read once, and only when something is mistyped."""
        from mgi_cli.reading import generous  # noqa: PLC0415 - as above

        if self._words is None:
            self._words = generous.Vocabulary(
                statuses=words.statuses(),
                months=words.months(),
                country=words.country_code,
                kinds=words.kinds(),
                types=words.type_names(),
                keys=words.keys(),
            )
        known = {word: status for word, status in self._words.statuses.items() if status in edition.scale}
        return self._words.but(statuses=known, domains=_called(edition))

    def _judge(self, edition: Framework) -> schema.Judge:
        """Return the judge of the shape of profiles that answer an edition, made once for all of them."""
        if id(edition) not in self._judges:
            self._judges[id(edition)] = schema.Judge(shape.profile_schema(edition, texts=False))
        return self._judges[id(edition)]

    def _edition(self, document: Document, path: Path) -> Framework | tuple[Diagnostic, ...]:
        """Return the framework that a profile answers, or why that cannot be told."""
        tree = document.tree
        if not isinstance(tree, dict) or not tree.keys() & _SIGNS:
            return (Diagnostic(code="not_a_profile"),)
        written = tree.get("format")
        if type(written) is int and written > shape.FORMAT:
            return (Diagnostic(code="newer_format", route=("format",), params={"format": written}),)
        if "framework" not in tree:
            from mgi_cli.reading import generous  # noqa: PLC0415 - as above

            missing = [Diagnostic(code="missing_key", params={"key": key}) for key in shape.NEEDED if key not in tree]
            return tuple(generous.understand(document, missing, generous.NO_WORDS))
        asked = unquoted(tree["framework"] if isinstance(tree["framework"], str) else document.raw(("framework",)))
        try:
            return self.frameworks.get(asked, beside=path.parent)
        except MgiError as error:
            if error.code != "unknown_framework":
                raise
            meant = error.params["suggestion"]
            unknown = Diagnostic(
                code="unknown_framework",
                route=("framework",),
                params={"framework": asked, "known": error.params["known"]},
                suggestion=meant if isinstance(meant, str) else None,
            )
            return (unknown,)


def _sayable(
    document: Document, said: tuple[Diagnostic, ...], problems: tuple[Diagnostic, ...] | None = None
) -> tuple[Diagnostic, ...]:
    """Return what is said of a document without what only follows from ``problems``, or from what was set aside."""
    if not said:
        return ()
    from mgi_cli.judging import consequences  # noqa: PLC0415 - as above
    from mgi_cli.reading import recovery  # noqa: PLC0415 - as above

    return recovery.sayable(document, said if problems is None else consequences.without(said, problems))


def _beside(path: Path) -> Path | None:
    """Return the profile file that is called like that but for its ending, in the folder where one stands."""
    named = (path.with_name(path.name + suffix) for suffix in files.SUFFIXES) if path.name else ()
    return next((file for file in named if file.is_file()), None)


def _called(edition: Framework) -> dict[str, str]:
    """Return the ids of domains by what people call them, folded: the number, the name in any language, or both."""
    names = {domain.id: (domain.name, *edition.other_names.get(domain.id, ())) for domain in reversed(edition.domains)}
    ids = {str(domain.number): domain.id for domain in edition.domains}
    numbered = {fold(f"{number} {name}"): of for number, of in ids.items() for name in names[of]}
    return {fold(name): of for of, every in names.items() for name in every} | ids | numbered
