"""The wheel: what it shows, and that it says the same without its colours."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from mgi_cli.library import Library
from mgi_cli.model import Status
from mgi_cli.render.papers import wheel
from mgi_cli.views.papers import glance
from mgi_cli.views.papers.common import Subject
from mgi_cli.views.papers.parts import Sector, State, Wheel
from mgi_cli.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = tuple(State(status, str(status)) for status in Status)


def wheel_of(name: str) -> Wheel:
    profile, framework = Library().load(name)
    return glance.wheel(Subject(profile=profile, framework=framework, words=Words()))


def made(*domains: tuple[Status, ...], name: str = "Domain") -> Wheel:
    """Return a wheel with a domain for each row of statuses."""
    sectors = tuple(
        Sector(anchor=f"d{n}", number=n, name=name, about="", cells=tuple((status, str(status)) for status in cells))
        for n, cells in enumerate(domains, 1)
    )
    return Wheel(
        anchor="wheel", caption="A town", alt="", centre=("1 of 2", "answered"), sectors=sectors, legend=LEGEND
    )


def titles(picture: str) -> list[str]:
    """Return what the cells of a picture say of themselves."""
    return [node.text or "" for node in ElementTree.fromstring(picture).iterfind(f".//{SVG}g/{SVG}title")]


@pytest.mark.parametrize("name", ["la-cruz", "orvenna-2025", "marvessia-2025"])
def test_every_indicator_has_its_cell_with_its_status(name: str) -> None:
    profile, framework = Library().load(name)
    said = titles(wheel.svg(wheel_of(name)))
    assert [text.split()[0] for text in said] == list(framework.indicators)
    counted = Counter(text.rsplit(": ", 1)[1] for text in said)
    assert counted == Counter(framework.scale[profile.status(code)].label for code in framework.indicators)


def test_a_sector_says_in_words_what_it_shows() -> None:
    shown = wheel_of("la-cruz")
    assert [f"{item.number} {item.name}: {item.about}" for item in shown.sectors] == [
        "1 Migrants' rights: 6 of 19 indicators answered: 4 present, 2 absent",
        "2 Whole-of-government approach: 6 of 17 indicators answered: 3 present, 3 absent",
        "3 Partnerships: 5 of 13 indicators answered: 2 present, 1 partial, 1 absent, 1 no evidence",
        "4 Well-being of migrants: 7 of 16 indicators answered: 3 present, 4 absent",
        "5 Mobility dimension of crises: 6 of 12 indicators answered: 3 present, 3 absent",
        "6 Safe, orderly and regular migration: 5 of 13 indicators answered: 3 present, 1 absent, 1 no evidence",
    ]
    assert all(item.name in shown.alt and item.about in shown.alt for item in shown.sectors)
    assert shown.centre == ("35 of 90", "indicators answered")


def test_a_made_up_place_is_said_to_be_made_up_in_the_picture() -> None:
    drawn = wheel.svg(wheel_of("orvenna-2025"), caption=True)
    words = [node.text for node in ElementTree.fromstring(drawn).iterfind(f"{SVG}text")]
    assert words == ["Orvenna, round 2, published June 2025 (made up)"]


def colourless(status: Status) -> str:
    """Return how a cell of a status is drawn, whatever its colours."""
    drawn = wheel.svg(made((status,)).but(legend=()))
    outlines = re.sub(r' (fill|stroke)="#[0-9a-f]{6}"', "", drawn)
    filled = status is Status.PRESENT
    return re.sub(r"<title>.*?</title>|class=\"[^\"]*\"", "", outlines) + (" filled" if filled else "")


def test_no_two_statuses_look_alike_without_colour() -> None:
    assert len({colourless(status) for status in Status}) == len(Status)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("status", Status)
def test_the_word_of_a_status_can_be_read_on_white_and_on_its_ground(status: Status) -> None:
    from mgi_cli.render.papers import look

    colours = look.STATUSES[status]
    assert contrast(colours.ink, "#ffffff") >= 4.5
    assert contrast(colours.ink, colours.pale) >= 4.5
    if status in (Status.PRESENT, Status.ABSENT, Status.NO_EVIDENCE):  # the others are told by their shape alone
        assert contrast(colours.fill, "#ffffff") >= 3


def test_a_full_cell_is_darker_than_the_ground_of_an_empty_one() -> None:
    from mgi_cli.render.papers import look

    full = luminance(look.STATUSES[Status.PRESENT].fill)
    assert all(luminance(look.STATUSES[status].pale) > 3 * full for status in Status if status is not Status.PRESENT)


statuses = st.lists(st.sampled_from(list(Status)), min_size=0, max_size=30).map(tuple)


@given(st.lists(statuses, min_size=1, max_size=12), st.text(max_size=40))
def test_any_framework_gives_a_picture_of_as_many_cells(domains: list[tuple[Status, ...]], name: str) -> None:
    drawn = wheel.svg(made(*domains, name=name), caption=True)
    assert titles(drawn) == [str(status) for cells in domains for status in cells]
    assert drawn == wheel.svg(made(*domains, name=name), caption=True)


LETTER = 8
"""About how wide a letter of a domain's name is, in the units of the picture."""

NAMES = st.lists(st.text("abcdefghij", min_size=1, max_size=60), min_size=1, max_size=30).map(" ".join)


@given(st.integers(1, 40), NAMES)
def test_the_names_of_domains_stay_in_the_picture(n: int, name: str) -> None:
    drawn = ElementTree.fromstring(wheel.svg(made(*[(Status.PRESENT,)] * n, name=name)))
    lines = drawn.findall(f".//{SVG}g[@class='name']/{SVG}text")
    for line in lines:
        x, y, long = float(line.get("x", "")), float(line.get("y", "")), LETTER * len(line.text or "")
        left = x - {"start": 0, "middle": long / 2, "end": long}[line.get("text-anchor", "")]
        assert left >= 0
        assert left + long <= wheel.WIDTH
        assert 12 <= y <= wheel.HEIGHT


@pytest.mark.parametrize("n", [1, 2, 3, 5, 6, 8])
def test_a_name_as_long_as_the_longest_of_ours_is_never_cut(n: int) -> None:
    name = "Safe, orderly and regular migration"
    drawn = ElementTree.fromstring(wheel.svg(made(*[(Status.PRESENT,)] * n, name=name)))
    for label in drawn.iterfind(f".//{SVG}g[@class='name']"):
        assert " ".join(label.itertext()).split() == name.split()


def test_a_text_in_the_wheel_stays_text() -> None:
    drawn = wheel.svg(made((Status.PRESENT,), name="<script>alert(1)</script> & \u202e"))
    words = [node.text for node in ElementTree.fromstring(drawn).iterfind(f".//{SVG}g/{SVG}text")]
    assert any("<script>alert(1)</script>" in (text or "") for text in words)
    assert "\u202e" not in drawn
    assert ElementTree.fromstring(drawn).find(f".//{SVG}script") is None


# mgi export --wheel


def test_the_wheel_is_written_as_a_picture_for_slides(mgi: Mgi, tmp_path: Path) -> None:
    for suffix, start in ((".svg", b"<?xml"), (".png", b"\x89PNG")):
        path = tmp_path / f"wheel{suffix}"
        ran = mgi("export", "la-cruz", "--wheel", path)
        assert (ran.code, ran.err) == (0, "")
        assert path.read_bytes().startswith(start)
        first = path.read_bytes()
        assert mgi("export", "la-cruz", "--wheel", path).code == 0  # a picture is replaced
        assert path.read_bytes() == first


def test_a_picture_in_pixels_is_wide_enough_for_a_slide(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "wheel.png"
    mgi("export", "la-cruz", "--wheel", path)
    assert int.from_bytes(path.read_bytes()[16:20]) == 2000  # the width stands there in every PNG


def test_what_a_wheel_cannot_be_made_of(mgi: Mgi, tmp_path: Path) -> None:
    picture = tmp_path / "wheel.svg"
    for args, said in (
        (("la-cruz", "orvenna-2025", "--wheel", picture), "error: A wheel shows one profile."),
        (("--wheel", picture), "error: A wheel shows one profile."),
        (("la-cruz",), "error: Say where it goes."),
        (("no-such-town", "--wheel", picture), 'error: There is no profile "no-such-town".'),
    ):
        ran = mgi("export", *args)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.splitlines()[0].startswith(said.split('"')[0])
    ran = mgi("export", "la-cruz", "--wheel", tmp_path / "wheel.gif")
    assert ran.err.splitlines()[1] == "  The name of a file that it writes ends in .svg and .png."
    assert list(tmp_path.iterdir()) == []
