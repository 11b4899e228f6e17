"""How an assessment begins: what was given by options and what is asked for, and the file that comes of it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.cli import asking
from mgi_cli.errors import MgiError
from mgi_cli.model import place_id
from mgi_cli.reading import files, shape, template
from mgi_cli.text import fold, nearest
from mgi_cli.views.report import Flat, Paragraph, Report, Steps, Tone, text
from mgi_cli.words import country_code, is_country, other_types, place_types

if TYPE_CHECKING:
    from mgi_cli.cli.common import Desk
    from mgi_cli.model import Framework
    from mgi_cli.words import Words

_MADE_UP_CODE = re.compile("X[A-Z]{2}")


class Asked(NamedTuple):
    """What was given on the command line; ``None`` is asked for, or left out where it may be."""

    place: str | None
    type: str | None
    type_name: str | None
    country: str | None
    country_name: str | None
    within: str | None
    round: int | None
    language: str | None
    illustrative: bool
    framework: str | None


def path_of(name: str) -> Path:
    """Return the file that a new profile of that name is written to: in ``./profiles``, if there is such a folder."""
    path = Path(name)
    if path.name != name or files.is_yaml(path) or name in ("", ".."):
        return files.of_profile(path)
    folder = Path("profiles")
    return (folder if folder.is_dir() else Path()) / f"{name}.yaml"


def begin(path: Path, given: Asked, desk: Desk) -> Report:
    """Write a new profile and return the report of it.

    Raises ``MgiError`` where the file is there or its folder is not, where something is missing that
    nobody can be asked for, or for a country, type or language that there is none of.
    """
    files.check_new(path)
    plain: dict[str, Any] = {key: said.strip() for key, said in given._asdict().items() if isinstance(said, str)}
    given = given._replace(**plain)
    if given.language and not re.search(shape.LANGUAGE, given.language):
        raise MgiError("bad_language", language=given.language)
    if not asking.can_ask():
        _all_there(given, desk)
    place = _place(given, desk)
    edition = _framework(given, place["type"], desk)
    assessment = {"round": _round(given, place["id"], path.parent, desk), "language": given.language or desk.words.lang}
    sentences = {key: desk.words.say(f"new.{key}") for key in ("head", "sources", "findings", "answers")}
    made = template.Beginning(place=place, assessment=assessment, illustrative=given.illustrative)
    files.create(path, template.profile(made, edition, sentences).encode())
    return Report(
        command="new",
        lang=desk.words.lang,
        blocks=lambda: (
            Paragraph(text(_written(path, edition, desk), Tone.PRESENT)),
            Steps(
                desk.words.say("common.next"),
                (
                    (f"mgi assess{desk.again(str(path))}", desk.words.say("new.next_assess")),
                    (f"mgi validate{desk.again(str(path))}", desk.words.say("new.next_validate")),
                ),
            ),
        ),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )


def _written(path: Path, edition: Framework, desk: Desk) -> str:
    n = len(edition.indicators)
    return desk.words.say("new.written", path=files.shown(path), n=n, framework=edition.id)


def _all_there(given: Asked, desk: Desk) -> None:
    """Raise ``MgiError`` with everything that is missing, where nobody can be asked for it."""
    missing = [name for name in ("place", "type", "country") if not getattr(given, name)]
    if missing:
        what = desk.words.both([desk.words.say(f"new.what_{name}") for name in missing])
        raise MgiError("missing_answers", what=what, options=desk.words.both([f"--{name}" for name in missing]))


def _place(given: Asked, desk: Desk) -> dict[str, Any]:
    name = given.place or asking.text(desk, "new.ask_place")
    understand = partial(_type, words=desk.words)
    kind, said = understand(given.type) if given.type else asking.until(desk, "new.ask_type", understand)
    place = {"id": "", "name": name, "type": kind}
    if kind == "other":
        place["type_name"] = given.type_name or said or asking.text(desk, "new.ask_type_name")
    code = _country(given.country) if given.country else asking.until(desk, "new.ask_country", _country)
    place["country"] = code
    country_name = given.country_name or (None if is_country(code) else asking.maybe(desk, "new.ask_country_name"))
    if country_name:
        place["country_name"] = country_name
    within = given.within or (asking.maybe(desk, "new.ask_within") if given.place is None else None)
    if within:
        place["within"] = within
    place["id"] = place_id(code, name)
    return place


def _type(asked: str, words: Words) -> tuple[str, str]:
    """Return the type of place that was meant, and for another than the format knows, such as a commune, its name."""
    types, others = place_types(), other_types()
    if kind := types.get(fold(asked)) or (asked if asked in shape.PLACE_TYPES else None):
        return kind, ""
    if fold(asked) in others:
        return "other", asked
    meant = nearest(asked, [*shape.PLACE_TYPES, *others.values()])
    known = [words.say(f"places.{code}") for code in shape.PLACE_TYPES if code != "other"]
    raise MgiError("unknown_type", type=asked, suggestion=meant, known=known)


def _country(asked: str) -> str:
    code = country_code(fold(asked))
    if code is None and _MADE_UP_CODE.fullmatch(asked.strip().upper()):
        return asked.strip().upper()
    if code is None:
        raise MgiError("unknown_country", country=asked)
    return code


def _framework(given: Asked, kind: str, desk: Desk) -> Framework:
    """Return the framework asked for, or the first one for places of that kind."""
    frameworks = desk.library.frameworks
    if given.framework:
        return frameworks.get()
    level = "national" if kind == "country" else "local"
    fitting = [name for name in frameworks.ids() if frameworks.structure(name).get("level") == level]
    return frameworks.get(fitting[0]) if fitting else frameworks.get()


def _round(given: Asked, place: str, folder: Path, desk: Desk) -> int:
    """Return the round that was given; else the one after the last of that place, or the first.

    Those count that lie in the same folder, and those that are found by name.
    """
    if given.round:
        return given.round
    paths = (*files.profiles_in(folder), *desk.library.profile_paths().values())
    every, _ = desk.library.load_every(dict.fromkeys(paths))
    rounds = [profile.assessment.round for profile, _ in every.values() if profile.place.id == place]
    return max(rounds, default=0) + 1
