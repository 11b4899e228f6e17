"""Profiles side by side: the laws of a comparison, what it refuses, and what it looks like whatever the width."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import FRAMEWORKS, HERE, ROOT, Mgi
from mgi_cli.cli.app import main
from mgi_cli.errors import MgiError
from mgi_cli.exchange import comparing, comparison_out
from mgi_cli.exchange.styles import COLOURS
from mgi_cli.judging import comparison
from mgi_cli.library import Library
from mgi_cli.model import Profile, Status
from mgi_cli.reading import build
from mgi_cli.render import papers, render
from mgi_cli.render.surface import GLYPHS, Surface
from mgi_cli.text import fold
from mgi_cli.views import comparison as view
from mgi_cli.views.papers.comparison import paper
from mgi_cli.views.papers.parts import Grid, Section, State, bands, sections, words_of
from mgi_cli.words import Words
from strategies import FRAMEWORK, profiles, texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = Words()
NAMES = ("la-cruz", "orvenna-2021", "orvenna-2025")
SEVERAL = st.lists(profiles(), min_size=2, max_size=5)


def compared(drawn: Sequence[Profile], *, by_name: bool = False) -> comparison.Comparison:
    return comparison.compare([(item, FRAMEWORK) for item in drawn], by_name=by_name)


def place(name: str, number: int = 1, **fields: Any) -> Profile:
    """Return a profile without answers, of a place with a name and of a round."""
    tree = {
        "format": 1,
        "framework": "local-1",
        "place": {"id": fold(name), "name": name, "type": "city", "country": "XAA", **fields.pop("place", {})},
        "assessment": {"round": number, "language": "en"},
        **fields,
    }
    return build.profile(fields.get("file", f"{fold(name)}-{number}"), tree)


def in_order(statuses: int) -> list[Profile]:
    """Return so many places, each with other answers."""
    codes = list(FRAMEWORK.indicators)
    scale = list(FRAMEWORK.scale)
    return [
        place(
            f"Town {number}",
            answers={
                code: {"status": str(scale[(number * 7 + at * 3) % len(scale)]), "reason": "x"}
                for at, code in enumerate(codes)
            },
        )
        for number in range(statuses)
    ]


# Laws


@given(SEVERAL)
def test_a_row_for_each_indicator_in_the_frameworks_order(drawn: list[Profile]) -> None:
    found = compared(drawn)
    assert [row.indicator.id for row in found.rows] == list(FRAMEWORK.indicators)
    for row in found.rows:
        assert row.statuses == tuple(profile.status(row.indicator.id) for profile in drawn)


@given(SEVERAL, st.data())
def test_another_order_of_the_profiles_is_another_order_of_the_columns_and_nothing_else(
    drawn: list[Profile], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(drawn))))
    one, other = compared(drawn), compared([drawn[at] for at in order])
    assert other.profiles == tuple(one.profiles[at] for at in order)
    assert other.summaries == tuple(one.summaries[at] for at in order)
    for row, moved in zip(one.rows, other.rows, strict=True):
        assert moved == row.but(statuses=tuple(row.statuses[at] for at in order))
    assert [row.indicator for row in one.differing] == [row.indicator for row in other.differing]


@given(profiles(), st.integers(2, 4))
def test_a_profile_beside_itself_differs_nowhere(drawn: Profile, times: int) -> None:
    found = compared([drawn] * times)
    assert found.differing == ()
    assert [item == found.summaries[0] for item in found.summaries] == [True] * times


@given(st.lists(profiles(), min_size=2, max_size=2))
def test_two_differ_where_their_statuses_do(drawn: list[Profile]) -> None:
    one, other = drawn
    codes = [code for code in FRAMEWORK.indicators if one.status(code) is not other.status(code)]
    assert [row.indicator.id for row in compared(drawn).differing] == codes


@given(SEVERAL, SEVERAL)
def test_the_order_by_name_does_not_depend_on_results(drawn: list[Profile], others: list[Profile]) -> None:
    n = min(len(drawn), len(others))
    swapped = [item.but(answers=other.answers) for item, other in zip(drawn[:n], others[:n], strict=True)]
    before, after = (compared(those, by_name=True).profiles for those in (drawn[:n], swapped))
    assert [item.place for item in before] == [item.place for item in after]
    assert sorted(fold(item.place.name) for item in before) == [fold(item.place.name) for item in before]


def test_names_are_ordered_whatever_accents_and_case_and_rounds_by_their_number() -> None:
    given_so = [place("Zeta"), place("émile", 2), place("Alpha"), place("Emile", 1), place("beta")]
    by_name = compared(given_so, by_name=True).profiles
    assert [(item.place.name, item.assessment.round) for item in by_name] == [
        ("Alpha", 1), ("beta", 1), ("Emile", 1), ("émile", 2), ("Zeta", 1),
    ]  # fmt: skip
    assert compared(given_so).profiles == tuple(given_so)


def test_what_is_alike_in_name_and_round_stays_in_the_order_given() -> None:
    alike = [place("A", file=f"file-{number}") for number in (3, 1, 2)]
    assert compared(alike, by_name=True).profiles == tuple(alike)


@given(SEVERAL, st.sampled_from(FRAMEWORK.domains))
def test_one_domain_is_a_part_of_the_whole(drawn: list[Profile], domain: Any) -> None:
    found = compared(drawn)
    part = found.within(domain)
    assert part.rows == tuple(row for row in found.rows if row.indicator.domain == domain.id)
    for whole, one in zip(found.summaries, part.summaries, strict=True):
        assert one.domains == {domain.id: whole.domains[domain.id]}


# What is refused


@pytest.mark.parametrize(("n", "said"), [(0, "named: 0"), (1, "named: 1")])
def test_two_are_needed(mgi: Mgi, n: int, said: str) -> None:
    ran = mgi("compare", *NAMES[:n])
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "use mgi diff" in ran.err


def test_other_editions_are_refused_and_not_all_of_many_profiles_named() -> None:
    other = FRAMEWORK.but(id="local-2")
    those = [(place(f"T{number}"), other if number > 6 else FRAMEWORK) for number in range(9)]
    with pytest.raises(MgiError) as raised:
        comparison.compare(those)
    assert raised.value.code == "compare_editions"
    assert raised.value.params["editions"] == ["local-1 (t0-1, t1-1, t2-1, t3-1, t4-1, …)", "local-2 (t7-1, t8-1)"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sort", "nmae"], "There is no order nmae.\n  Did you mean name?\n  There are given and name.\n"),
        (["--sort", "result"], "There is no order result."),
        (["--domain", "9"], "There is no domain 9."),
        (["-o", "out.xls"], "out.xls is of a kind that mgi does not write here."),
        (["-o", "out"], "ends in .xlsx, .csv, .html, .pdf, .docx and .md."),
        (["-o", "."], ". is a folder.\n  Name a file in it."),
        (["-o", "no/out.csv"], "There is no folder no."),
        (["-o", "out.csv", "-f", "md"], "--format md is for what is printed, and -o writes a file."),
        (["-o", "out.html", "--date", "2022-13"], "2022-13 is no date."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_asked_is_a_sentence_and_nothing_is_written(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = mgi("compare", "la-cruz", "orvenna-2021", *arguments)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_all_that_is_wrong_with_the_profiles_is_told_and_the_file_stays_as_it_was(mgi: Mgi, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("earlier", "utf-8")
    wrong = [HERE / "mistakes" / f"{name}.yaml" for name in ("unknown_status", "bad_date")]
    ran = mgi("compare", "la-cruz", *wrong, "nowhere", "-o", out)
    assert (ran.code, ran.out, out.read_text("utf-8")) == (2, "", "earlier")
    for said in ("error[unknown_status]", "error[bad_date]", "There is no profile named nowhere."):
        assert said in ran.err
    assert mgi("compare", "nowhere", *wrong).code == 1  # of several errors the last one says how it ends


@pytest.mark.parametrize("kind", comparing.KINDS)
def test_an_earlier_file_is_replaced_whole(mgi: Mgi, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out{kind}"
    out.write_bytes(b"earlier" * 100_000)
    ran = mgi("compare", *NAMES, "-o", out, width=120)
    assert (ran.code, ran.err, " ".join(ran.out.split()) + "\n") == (
        0,
        "",
        f"{out} is written: 3 profiles side by side.\n",
    )
    assert b"earlier" not in out.read_bytes()
    assert list(tmp_path.iterdir()) == [out]


def test_without_the_library_of_workbooks_nothing_is_written(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith(("openpyxl", "mgi_cli.exchange.comparison_out"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    ran = mgi("compare", *NAMES, "-o", tmp_path / "out.xlsx")
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert 'Install it with: pip install "mgi-cli[office]"' in ran.err


def test_what_is_printed_needs_no_library_of_files() -> None:
    program = (
        "import sys\nfrom mgi_cli.cli.app import main\nmain(['compare', 'la-cruz', 'orvenna-2021'])\n"
        "print([name for name in sys.modules if name.startswith(('openpyxl', 'ruamel', 'mgi_cli.exchange'))])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


# Which profiles


def test_a_folder_stands_for_the_profiles_in_it(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "towns"
    folder.mkdir()
    for name in NAMES[1:]:
        shutil.copy(ROOT / "data" / "profiles" / f"{name}.yaml", folder / f"{name}.yaml")
    (folder / "notes.txt").write_text("no profile", "utf-8")
    monkeypatch.chdir(tmp_path)
    document = mgi("compare", "la-cruz", "towns", "--format", "json").document()
    assert [item["id"] for item in document["profiles"]] == list(NAMES)
    (tmp_path / "empty").mkdir()
    assert mgi("compare", "la-cruz", "empty").err.startswith("error: In the folder empty there is no YAML file.")


def test_what_is_named_twice_stands_there_twice(mgi: Mgi) -> None:
    document = mgi("compare", "la-cruz", "la-cruz", "--format", "json").document()
    assert ([item["id"] for item in document["profiles"]], document["differing"]) == (["la-cruz"] * 2, 0)
    out = mgi("compare", "la-cruz", "la-cruz", "--differing").out
    assert "In every indicator here the profiles have the same status." in out
    assert not re.search(r"^1\.1\.1", out, re.MULTILINE)


def test_only_where_they_differ(mgi: Mgi) -> None:
    for form in ("json", "csv"):
        out = mgi("compare", *NAMES, "--differing", "--format", form).out
        assert ('"differs": false' in out, ",no\n" in out) == (False, False)
    whole = mgi("compare", *NAMES, "--format", "json").document()
    part = mgi("compare", *NAMES, "--format", "json", "--differing").document()
    assert part["indicators"] == [row for row in whole["indicators"] if row["differs"]]
    assert (part["totals"], part["differing"]) == (whole["totals"], len(part["indicators"]))


# What each is called


def test_a_place_is_called_by_its_name_and_by_more_only_where_another_has_it_too() -> None:
    those = [
        place("Alta"),
        place("Berg", 1),
        place("Berg", 2),
        place("Rio", place={"id": "a-rio", "within": "North"}),
        place("Río", place={"id": "b-rio", "country_name": "Sandrava"}),
        place("Tal", file="tal"),
        place("Tal", file="tal-draft"),
        place("Ulm", file="ulm"),
        place("Ulm", file="ulm"),
    ]
    assert view.names(those, WORDS) == (
        "Alta", "Berg (round\u00a01)", "Berg (round\u00a02)", "Rio in North", "Río in Sandrava",
        "Tal (tal)", "Tal (tal-draft)", "Ulm", "Ulm",
    )  # fmt: skip


@given(st.lists(st.tuples(texts, st.integers(1, 3), st.integers(0, 2)), min_size=2, max_size=6, unique=True))
def test_no_two_files_are_called_alike(those: list[tuple[str, int, int]]) -> None:
    drawn = [
        place(name, number, place={"id": f"p{at}"}, file=f"f{position}")
        for position, (name, number, at) in enumerate(those)
    ]
    assert len(set(view.names(drawn, WORDS))) == len(drawn)


def test_of_made_up_places_it_is_said_of_each_or_of_all() -> None:
    real, made = place("Real"), [place(f"M{number}", illustrative=True) for number in range(9)]
    assert view.made_up([real], WORDS) == ""
    assert view.made_up([real, made[0]], WORDS) == "M0 is made up. It describes no real place."
    assert view.made_up([real, *made[:2]], WORDS) == "M0 and M1 are made up. They describe no real places."
    assert view.made_up(made, WORDS) == "All these profiles are made up. They describe no real places."
    assert view.made_up([real, *made], WORDS).startswith("9 of the 10 profiles are made up")


# On a screen


MARKS = "".join(full for full, _ in (GLYPHS[status] for status in Status))


def printed(n: int, width: int, domain: int = 5) -> list[str]:
    found = compared(in_order(n)).within(FRAMEWORK.domains[domain - 1])
    report = view.report(view.Compared(comparison=found), WORDS)
    return render(report, "table", Surface(width=width)).splitlines()


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 120), st.integers(20, 130))
def test_however_many_and_however_narrow_every_status_stands_there_in_its_order(n: int, width: int) -> None:
    lines = printed(n, width)
    assert [line for line in lines if len(line) > max(width, 26)] == []
    start = next(at for at, line in enumerate(lines) if line.startswith("Indicators"))
    body = "\n".join(lines[start:])
    found = compared(in_order(n)).within(FRAMEWORK.domains[4])
    parts = re.split(r"^(?=\d\.\d\.\d )", body, flags=re.MULTILINE)[1:]
    shown: dict[str, str] = {}
    for part in parts:
        told = part.split("\n\n")[0]
        code = told[:5]
        shown[code] = shown.get(code, "") + re.sub(f"[^{re.escape(MARKS)}]", "", told[5:])
    assert shown == {row.indicator.id: "".join(GLYPHS[status][0] for status in row.statuses) for row in found.rows}


def heads(lines: list[str]) -> list[str]:
    """Return the numbers above the columns of symbols, a text for each table."""
    return [line.split("Indicator")[1].strip() for line in lines if re.match(r"Code +Indicator +\d", line)]


@pytest.mark.parametrize(
    ("n", "width", "tables"),
    [(5, 60, 1), (30, 120, 1), (30, 80, 2), (30, 60, 3), (30, 40, 6), (100, 120, 5), (100, 40, 25)],
)
def test_many_places_are_shared_out_over_tables(n: int, width: int, tables: int) -> None:
    found = heads(printed(n, width))
    assert len(found) == tables
    assert " ".join(found).split() == [str(number) for number in range(1, n + 1)]
    sizes = [len(head.split()) for head in found]
    assert max(sizes) - sizes[-1] < tables


def test_a_number_stands_above_each_symbol() -> None:
    lines = printed(30, 80)
    at = next(position for position, line in enumerate(lines) if re.match(r"Code +Indicator +1 ", line))
    ends = [match.end() for match in re.finditer(r"\d+", lines[at])]
    row = next(line for line in lines[at:] if line.startswith("5.1.1"))
    assert [match.end() for match in re.finditer(f"[{re.escape(MARKS)}]", row)] == ends


def test_words_are_shown_where_there_is_room_and_symbols_always() -> None:
    assert any("◐ partial" in line for line in printed(3, 100) if line.startswith("5."))
    assert not any("partial" in line for line in printed(30, 100) if re.match(r"5\.\d\.\d", line))
    legend = "  ".join(f"{GLYPHS[status][0]} {text.label}" for status, text in FRAMEWORK.scale.items())
    assert legend in printed(30, 100)


def test_of_rounds_it_is_said_that_they_are_such(mgi: Mgi) -> None:
    rounds = NAMES[1:]
    assert "The rounds stand in the order in which they were named." in mgi("compare", *rounds).out
    assert "The rounds stand in the order of their numbers." in mgi("compare", *rounds, "--sort", "name").out
    assert "which is not a ranking" in " ".join(mgi("compare", *NAMES).out.split())


def test_a_console_without_the_symbols_gets_letters_one_for_one() -> None:
    report = view.report(view.Compared(comparison=compared(in_order(12)).within(FRAMEWORK.domains[4])), WORDS)
    plain = render(report, "table", Surface(width=80, encoding="cp437"))
    full = render(report, "table", Surface(width=80))
    plain.encode("cp437")
    assert [len(line) for line in plain.splitlines()] == [len(line) for line in full.splitlines()]


def test_a_next_command_is_named_for_few_profiles_only(mgi: Mgi) -> None:
    steps = re.findall(r"(mgi .*?)(?:  |$)", mgi("compare", *NAMES[:2], width=120).out, re.MULTILINE)
    assert steps == [
        "mgi compare la-cruz orvenna-2021 --differing",
        "mgi compare la-cruz orvenna-2021 --domain 1",
        "mgi compare la-cruz orvenna-2021 -o comparison.xlsx",
    ]
    out = mgi("compare", *NAMES[:2], "--sort", "name", "--domain", "3", width=120).out
    assert "mgi compare la-cruz orvenna-2021 --sort name --domain 3 --differing" in out
    assert "mgi compare" not in mgi("compare", *NAMES, *NAMES).out


def test_in_markdown_many_places_are_numbered(mgi: Mgi) -> None:
    few = mgi("compare", *NAMES, "--domain", "5", "--format", "md").out
    assert "| Code | Indicator | La Cruz | Orvenna (round\u00a01)<br>(made\u00a0up) | " in few
    many = mgi("compare", *NAMES, *NAMES, *NAMES, "--domain", "5", "--format", "md").out
    assert "| Code | Indicator | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |" in many
    assert "| 5.1.1 | Local emergency plan and structures | ● | ● | ● |" in many


# Tables and workbooks


def test_csv_has_a_row_for_each_indicator_and_profile_and_reads_back(mgi: Mgi, tmp_path: Path) -> None:
    printed_so = mgi("compare", *NAMES, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(printed_so)))
    assert len(rows) == 90 * 3
    document = mgi("compare", *NAMES, "--format", "json").document()
    told = [
        (item["indicator"], each["profile"], each["status"])
        for item in document["indicators"]
        for each in item["statuses"]
    ]
    assert [(row["indicator"], row["profile"], row["status"]) for row in rows] == told
    mgi("compare", *NAMES, "-o", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbf" + printed_so.encode()


def workbook(*drawn: Profile, differing: bool = False) -> Any:
    data = comparison_out.workbook(view.Compared(comparison=compared(drawn), differing=differing), WORDS)
    return openpyxl.load_workbook(io.BytesIO(data))


def loaded(*names: str) -> list[Profile]:
    library = Library()
    return [library.load(name)[0] for name in names]


def test_a_workbook_holds_every_status_as_symbol_and_word_in_its_colours() -> None:
    those = loaded(*NAMES)
    sheet = workbook(*those)["Comparison"]
    assert [cell.value for cell in sheet[4]] == [
        "Code", "Indicator", "Differs", "La Cruz", "Orvenna (round\u00a01) (made\u00a0up)",
        "Orvenna (round\u00a02) (made\u00a0up)",
    ]  # fmt: skip
    rows = [row for row in sheet.iter_rows(min_row=5) if row[1].value]
    assert [row[0].value for row in rows] == list(FRAMEWORK.indicators)
    for row in rows:
        statuses = [item.status(row[0].value) for item in those]
        assert [cell.value for cell in row[3:]] == [
            f"{GLYPHS[status][0]} {FRAMEWORK.scale[status].label}" for status in statuses
        ]
        assert [cell.fill.start_color.rgb[2:] for cell in row[3:]] == [COLOURS[status][0] for status in statuses]
        assert row[2].value == ("yes" if len(set(statuses)) > 1 else "no")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D5", f"A4:F{sheet.max_row}")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$4:$4", "$A:$C")


def test_a_workbook_counts_by_domain_and_place() -> None:
    those = loaded(*NAMES)
    book = workbook(*those)
    rows = [[cell.value for cell in row] for row in book["Answers by domain"].iter_rows(min_row=5)]
    found = compared(those)
    wanted = [
        [counts.answered, counts.indicators, *(counts.statuses[status] for status in list(FRAMEWORK.scale)[:5])]
        for domain in (None, *FRAMEWORK.domains)
        for counts in (item.domains[domain.id] if domain else item.totals for item in found.summaries)
    ]
    assert [row[2:] for row in rows] == wanted
    places = [[cell.value for cell in row[:10]] for row in book["Places"].iter_rows(min_row=5, max_row=7)]
    assert places[0] == [
        1, "La Cruz", "municipality", "Guanacaste", "Costa Rica", "1", "September 2022", "no",
        "Published key findings, retold; the statuses are this project's reading of them.", "la-cruz",
    ]  # fmt: skip
    assert [row[7] for row in places] == ["no", "yes", "yes"]


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[list[bytes]] = []
    for now in (1_600_000_000, 1_700_000_000):
        monkeypatch.setattr("time.time", lambda now=now: now)
        made.append([])
        for kind in comparing.KINDS:
            path = tmp_path / f"out{kind}"
            assert main(["compare", *NAMES, "-o", str(path)]) == 0
            made[-1].append(path.read_bytes())
    assert made[0] == made[1]


HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://a")',
    "@x",
    "<script>alert(1)</script>",
    "a|b",
    "](javascript:x)",
    "\u202eevil",
    "a\x1b[31m",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_text(name: str) -> None:
    those = [place(name, illustrative=True, place={"within": name, "type_name": name}), place("Other")]
    shown = name.replace("\u202e", "\\u202e").replace("\x1b", "\\x1b")
    for sheet in workbook(*those):
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") and not cell.hyperlink for cell in row)
    assert workbook(*those)["Places"]["B5"].value == shown
    found = view.Compared(comparison=compared(those))
    page = papers.render(paper(found, WORDS), ".html").decode()
    assert "<script>alert" not in page
    assert "javascript:" not in re.sub(r"\]\(javascript:x\)", "", page)
    table = comparing.made(found, ".csv", WORDS, None).decode("utf-8-sig")
    assert all(not row[1].startswith(("=", "@")) for row in csv.reader(io.StringIO(table)))


# Papers


def grids(made: Any) -> list[tuple[Section, Grid]]:
    return [(part, inner) for _, part in sections(made.parts) for inner in part.parts if isinstance(inner, Grid)]


@settings(deadline=None, max_examples=20)
@given(st.integers(2, 40))
def test_a_paper_holds_every_status_of_every_place_once(n: int) -> None:
    those = in_order(n)
    made = paper(view.Compared(comparison=compared(those)), WORDS)
    told: dict[tuple[str, str], Status] = {}
    for section, grid in grids(made):
        if not section.anchor.startswith("domain-"):
            continue
        assert len(grid.columns) <= 7 + 1
        for _, rows in bands(grid):
            for row in rows:
                for column, cell in zip(grid.columns[1:], row[1:], strict=True):
                    for state in cell:
                        if isinstance(state, State):
                            key = words_of(row[0]).split()[0], column.head
                            assert key not in told
                            told[key] = state.status
    assert told == {(code, item.place.name): item.status(code) for code in FRAMEWORK.indicators for item in those}


def test_a_paper_says_what_it_is_of_what_is_made_up_and_that_nothing_is_ranked(mgi: Mgi, tmp_path: Path) -> None:
    mgi("compare", *NAMES, "-o", tmp_path / "out.html", "--date", "2024-03")
    page = " ".join(re.sub("<[^>]*>", " ", (tmp_path / "out.html").read_text("utf-8")).split())
    for said in (
        "La Cruz and Orvenna",
        "3 profiles side by side",
        "Orvenna (round\u00a01) and Orvenna (round\u00a02) are made up. They describe no real places.".replace(
            "\u00a0", " "
        ),
        "which is not a ranking",
        "They are not a ranking",
        "municipality in Guanacaste, Costa Rica",
        "September 2022",
        "Published key findings, retold; the statuses are this project's reading of them.",
        "Local framework, 90 indicators, edition 1 (local-1)",
        "March 2024",
    ):
        assert said in page.replace("\u00a0", " ").replace("&#39;", "'"), said


def test_rows_are_read_under_the_heads_above_them() -> None:
    found = view.Compared(comparison=compared(loaded(*NAMES)))
    page = papers.render(paper(found, WORDS), ".html").decode()
    n = sum(len(domain.subdomains) for domain in FRAMEWORK.domains)
    assert len(re.findall(r'<tbody><tr class="over"><th scope="rowgroup" colspan="4"><strong>\d\.\d ', page)) == n
    assert '<tr class="total"' not in page
    page = papers.render(paper(found, WORDS), ".md").decode()
    assert len(re.findall(r"^\| \*\*\d\.\d [^|]*\*\* (\| +){3}\|$", page, re.MULTILINE)) == n


def test_heads_over_rows_go_over_all_columns_of_a_text_document() -> None:
    found = view.Compared(comparison=compared(loaded(*NAMES)))
    document = docx.Document(io.BytesIO(papers.render(paper(found, WORDS), ".docx")))
    over = [
        row.cells[0].text
        for table in document.tables
        for row in table.rows
        if len(table.columns) == 4 and len({cell._tc for cell in row.cells}) == 1  # noqa: SLF001 - cells that are one
    ]
    assert over == [f"{part.id} {part.name}" for domain in FRAMEWORK.domains for part in domain.subdomains]


def test_a_pdf_holds_every_status_and_head() -> None:
    those = loaded(*NAMES)
    made = papers.render(paper(view.Compared(comparison=compared(those)), WORDS), ".pdf")
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())
    for domain in FRAMEWORK.domains:
        for part in domain.subdomains:
            assert f"{part.id} {part.name}" in text
    for code in FRAMEWORK.indicators:
        told = [f"{GLYPHS[item.status(code)][0]}\u00a0{FRAMEWORK.scale[item.status(code)].label}" for item in those]
        row = re.findall(rf"{re.escape(code)} .*?(?= \d\.\d[. ]|$)", text)[0].replace("\u00a0", " ")
        assert [status.replace("\u00a0", " ") in row for status in told] == [True] * 3, row


def test_a_country_is_compared_with_a_country(mgi: Mgi) -> None:
    ran = mgi("compare", "marvessia-2017", "marvessia-2025", "--framework", "local-1", "--format", "json")
    assert ran.code == 0
    assert len(ran.document()["indicators"]) == 98
    assert "marvessia-2017 and marvessia-2025 answer national-1, not local-1" in ran.err


def test_a_framework_of_ones_own_is_compared_too(mgi: Mgi, tmp_path: Path) -> None:
    for name in "ab":
        text = (FRAMEWORKS / "well-town.yaml").read_text("utf-8").replace("Well", f"Well {name}", 1)
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    shutil.copytree(FRAMEWORKS / "tiny-1", tmp_path / "tiny-1")
    out = tmp_path / "out.xlsx"
    ran = mgi("compare", tmp_path / "a.yaml", tmp_path / "b.yaml", "--framework", tmp_path / "tiny-1", "-o", out)
    assert (ran.code, ran.err) == (0, "")
    assert openpyxl.load_workbook(out)["Comparison"]["A7"].value == "W.1.1"
