"""What a published page says of itself: whom it is about, when and by whom it was published, which round it is.

Nothing is made up: what the page does not say stays ``None``.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli import words as spoken
from mgi_cli.exchange.page_lines import is_finished
from mgi_cli.text import fold
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.exchange.page_text import PageText
    from mgi_cli.exchange.page_words import PageWords

_LONGEST_TITLE = 200
_LONGEST_DATE = 60
_LONGEST_LINE = 5000
"""Longer lines are no sentences of a page; nothing is looked for in them."""

_BETWEEN = re.compile(r"\s*[|:]\s*|\s+[-–—]\s+")
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,60})\)\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATE_JOINS = frozenset(("de", "del", "of", "the", "le", "en", "im", "am", "in"))
_URL = re.compile(r"https?://[^\s<>\"'()]*/mgi/[^\s<>\"'()]+")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")


class PlaceFacts(Value):
    """Whom a page is about. ``country_words`` is the country as it is written, where it is none that is known."""

    name: str | None = None
    type: str | None = None
    type_name: str | None = None
    country: str | None = None
    country_words: str | None = None
    within: str | None = None


class Facts(Value):
    """What a page says of itself. ``published`` is ``2022``, ``2022-09`` or ``2022-09-15``."""

    place: PlaceFacts
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    partner: str | None = None
    url: str | None = None
    round: int | None = None


class _Named(NamedTuple):
    name: str
    type: str | None = None
    type_name: str | None = None


class Finder:
    """Finds the facts of a page by the words of published profiles."""

    def __init__(self, page: PageText, words: PageWords) -> None:
        """Keep the page and the words."""
        self._page = page
        self._words = words
        self._months = spoken.months()

    def facts(self) -> Facts:
        """Return everything that the page says of itself."""
        text = fold("\n".join(self._paragraphs))
        title = self.title
        return Facts(
            place=self._place(),
            title=title,
            published=self._published(),
            publisher=self._first_named("publishers", text),
            partner=self._first_named("partners", text),
            url=self.url,
            round=self._round(),
        )

    # The title and the date, which stand on lines of their own

    @cached_property
    def _title_lines(self) -> tuple[str, ...]:
        """The lines of the title: the last that read like one."""
        lines = self._page.lines
        for at in reversed(range(len(lines))):
            for n in (2, 1) if self._runs_on(lines[at : at + 2]) else (1,):
                if self._is_title(" ".join(lines[at : at + n])):
                    return lines[at : at + n]
        return ()

    def _runs_on(self, two: Sequence[str]) -> bool:
        """Return whether the first of two lines goes on in the second."""
        first, second = (two[0], two[1]) if len(two) == 2 else ("", "")
        last = fold(first).rpartition(" ")[2]
        return second[:1].islower() or last in self._words.connecting or first.endswith((":", "|", "–", "-"))

    @cached_property
    def title(self) -> str | None:
        """The title of the page as it is printed, else what the file calls itself."""
        return " ".join(self._title_lines) or self._page.title

    def is_fact(self, line: str) -> bool:
        """Return whether a line is the title of the page, or its date and nothing else."""
        return line in self._title_lines or self._date(line) is not None

    def _is_title(self, line: str) -> bool:
        if len(line) > _LONGEST_TITLE or line.endswith((".", ";", ",")):
            return False
        is_titled = self._has("governance", line) and self._has("profile", line)
        return is_titled and bool(self._parts(line) or self._typed_inside(line))

    def _has(self, key: str, line: str) -> bool:
        folded = f" {fold(line)} "
        return any(f" {phrase} " in folded for phrase in self._words.phrases(key))

    def _published(self) -> str | None:
        """Return the date of the page: the last line that is a date, else the year in the title."""
        dates = [date for line in self._alone() if (date := self._date(line))]
        years = set(_YEAR.findall(self.title or ""))
        return dates[-1] if dates else years.pop() if len(years) == 1 else None

    def _alone(self) -> Iterator[str]:
        """Yield the lines that do not go on with a sentence begun above."""
        for page in self._page.pages:
            for before, line in zip(("", *page), page, strict=False):
                if line and (not before or is_finished(before) or self.is_fact(before)):
                    yield line

    def _date(self, line: str) -> str | None:
        """Return the date that a line is, in any of the languages and orders: ``2022 Septembre``, ``3 May 2021``."""
        if len(line) > _LONGEST_DATE or line.endswith("."):
            return None
        folded = fold(line)
        labelled = next((item for item in self._words.phrases("published") if folded.startswith(f"{item} ")), "")
        tokens = [token for token in folded[len(labelled) :].split() if token not in _DATE_JOINS]
        years = [token for token in tokens if _YEAR.fullmatch(token)]
        months = [self._months[token] for token in tokens if token in self._months]
        days = [int(token) for token in tokens if re.fullmatch(r"\d{1,2}", token)]
        if len(years) != 1 or len(tokens) != 1 + len(months) + len(days) or len(months) > 1 or len(days) > 2:
            return None
        if not months:
            return _numeric(line) or (years[0] if labelled and not days else None)
        day = days[0] if len(days) == 1 and 1 <= days[0] <= 31 else None
        if days and day is None:
            return None
        return f"{years[0]}-{months[0]:02}" + (f"-{day:02}" if day else "")

    # The place

    def _place(self) -> PlaceFacts:
        """Return whom the page is about, from its title, else from a sentence that names it with its country."""
        for parts in self._candidates():
            found = self._of_parts(parts)
            if found.name:
                return self._completed(found)
        return PlaceFacts()

    def _candidates(self) -> Iterator[list[str]]:
        for title in (self.title, self._page.title):
            if title:
                yield self._parts(title)
                if inside := self._typed_inside(title):
                    yield [inside]
        for paragraph in self._paragraphs:
            if inside := self._typed_inside(paragraph, with_country=True):
                yield [inside]

    def _parts(self, title: str) -> list[str]:
        """Return the parts of a title that may name the place: not "profile", a year, or the name of the portal."""
        return [part for part in _BETWEEN.split(title) if part and not self._is_about_the_page(part)]

    def _is_about_the_page(self, part: str) -> bool:
        if self._has("governance", part):
            return True
        rest = f" {fold(part)} "
        for phrase in (*self._words.phrases("profile"), *self._words.phrases("portal"), *self._words.table("levels")):
            rest = rest.replace(f" {phrase} ", " ")
        return all(_YEAR.fullmatch(word) for word in rest.split())

    def _of_parts(self, parts: list[str]) -> PlaceFacts:
        found = PlaceFacts()
        for part in parts:
            read = self._of_part(part)
            country = read.country or found.country
            if found.name is None or (found.type == "country" and read.type != "country"):
                found = read.but(country=country, country_words=read.country_words or found.country_words)
            else:
                found = found.but(country=country)
        return found

    def _of_part(self, part: str) -> PlaceFacts:
        """Return the place that a text names: ``Municipality of La Cruz (Costa Rica)``, ``Nairobi County, Kenya``."""
        country_words = within = None
        if bracket := _IN_BRACKETS.search(part):
            country_words, part = bracket[1].strip(), part[: bracket.start()]
        names = [name.strip() for name in part.split(",") if name.strip()]
        if len(names) > 1 and country_words is None and self._country(names[-1]):
            country_words = names.pop()
        if len(names) > 1:
            within = ", ".join(names[1:])
        whole = names[0] if names else ""
        country = self._country(country_words) if country_words else None
        if not country_words and (code := self._country(whole)):
            return PlaceFacts(name=whole, type="country", country=code)
        named = self._typed(whole)
        return PlaceFacts(
            name=named.name or None,
            type=named.type,
            type_name=named.type_name,
            country=country,
            country_words=None if country else country_words,
            within=within,
        )

    def _completed(self, found: PlaceFacts) -> PlaceFacts:
        """Return a place with what other lines, or the address of the page, say of it."""
        named = re.compile(rf"{re.escape(found.name or '')}(?:, ([^(),.;]{{2,40}}))? \(([^()]{{2,60}})\)")
        for paragraph in self._paragraphs if not (found.country or found.country_words) else ():
            near = named.search(paragraph)
            if near and (country := self._country(near[2])):
                return found.but(country=country, within=found.within or near[1])
            if near and not found.country_words:
                found = found.but(country_words=near[2], within=found.within or near[1])
        if not found.country and (code := self._country_in_url()):
            return found.but(country=code, country_words=None)
        return found

    @cached_property
    def _paragraphs(self) -> list[str]:
        """The lines of the page as paragraphs, each in one line; what is too long to be one is left out."""
        blocks = "\n\n".join("\n".join(page) for page in self._page.pages).split("\n\n")
        return [block.replace("\n", " ") for block in blocks if block and len(block) < _LONGEST_LINE]

    def _typed(self, text: str) -> _Named:
        """Return a name without the type of place before or after it."""
        folded = text.translate(_APOSTROPHES)
        for pattern, code, word in self._type_patterns:
            if found := pattern.fullmatch(folded):
                name = text[found.start("name") : found.end("name")].strip()
                if self._country(name) or (code == "city" and found.start("name") == 0):
                    name = text  # Mexico City, Ciudad de México
                return _Named(name, code, word.lower() if code == "other" else None)
        return _Named(text)

    def _typed_inside(self, text: str, *, with_country: bool = False) -> str | None:
        """Return the part of a sentence that names a type of place and its name, up to the end or the bracket."""
        bracket = r" \([^()]{2,60}\)"
        name = rf"[^\W\d_][^()|:.;]{{1,60}}?(?:{bracket}{'' if with_country else '|$'})"
        for phrase in self._type_phrases:
            if found := re.search(rf"\b({phrase}{name})", text.translate(_APOSTROPHES), re.IGNORECASE):
                return text[found.start(1) : found.end(1)]
        return None

    @cached_property
    def _type_phrases(self) -> list[str]:
        """Patterns of a type with what joins it to a name: ``Municipality of the``; the longest first."""
        found = {
            rf"{re.escape(word)} {_joined(joining)}"
            for tree in self._words.trees.values()
            for some in tree["types"].values()
            for word in some
            for joining in tree["joining"]
            if joining
        }
        return sorted(found, key=lambda item: (-len(item), item))

    @cached_property
    def _type_patterns(self) -> list[tuple[re.Pattern[str], str, str]]:
        found = []
        for tree in self._words.trees.values():
            for code, some in tree["types"].items():
                for word in some:
                    joins = "|".join(_joined(item) for item in tree["joining"])
                    before = rf"(?:the |la |le |el |die )?{re.escape(word)} (?:{joins})(?P<name>\S.*)"
                    after = rf"(?P<name>\S.*) {re.escape(word)}"
                    found += [(re.compile(item, re.IGNORECASE), code, word) for item in (before, after)]
        return sorted(found, key=lambda item: (-len(item[2]), item[0].pattern))

    def _country(self, name: str) -> str | None:
        """Return the code of a country by its name in any language, with or without "Republic of" and the like."""
        folded = fold(name)
        for state in ("", *self._words.phrases("states")):
            rest = folded.removeprefix(f"{state} ") if state else folded
            if rest != folded or not state:
                found = self._countries.get(rest) or (spoken.country_code(rest) if len(rest) > 3 else None)
                if found:
                    return found
        return None

    @cached_property
    def _countries(self) -> dict[str, str]:
        return self._words.table("countries")

    # The rest

    @cached_property
    def url(self) -> str | None:
        """The address of the page: its own, or one of a profile in its text where there is only one."""
        found = {address.rstrip(".,;") for line in self._page.lines for address in _URL.findall(line)}
        return self._page.url or (found.pop() if len(found) == 1 else None)

    def _country_in_url(self) -> str | None:
        """Return the country with which the last part of the page's address begins, as on the portal."""
        names = fold((self.url or "").split("?")[0].rstrip("/").rpartition("/")[2]).split()
        for length in range(len(names), 0, -1):
            if code := self._country(" ".join(names[:length])):
                return code
        return None

    def _round(self) -> int | None:
        """Return the round that the title names: "Second profile"."""
        folded = f" {fold(self.title or '')} "
        found = {int(code) for phrase, code in self._words.table("rounds").items() if f" {phrase} " in folded}
        return found.pop() if len(found) == 1 else None

    def _first_named(self, key: str, folded_text: str) -> str | None:
        """Return the first of some names that the page has, as it is spelt in its language."""
        names = (name for tree in self._words.trees.values() for name in tree[key])
        return next((name for name in names if fold(name) in folded_text), None)


_NUMERIC = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?|(0?[1-9]|1[0-2])[/.](\d{4})")


def _numeric(line: str) -> str | None:
    """Return a date in numbers that has one reading: ``2022-09-15``, ``09/2022``."""
    found = _NUMERIC.search(line)
    if not found or re.search(r"\d", line[: found.start()] + line[found.end() :]):
        return None
    if found[4]:
        return f"{found[5]}-{int(found[4]):02}"
    return found.group()


def _joined(joining: str) -> str:
    """Return a joining word as a pattern; one that ends in an apostrophe stands right before the name."""
    return re.escape(joining) + ("" if joining.endswith("'") or not joining else " ")
