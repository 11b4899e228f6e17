"""A paper as PDF: set by Typst after the template in ``data/papers``, tagged for accessibility (PDF/UA-1)."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import typst

from mgi_cli.model import Status
from mgi_cli.reading import bundled
from mgi_cli.render.papers import look, wheel
from mgi_cli.text import visible
from mgi_cli.views.papers.parts import Entry, Item, Paper, Run, Section, Sector, Wheel

if TYPE_CHECKING:
    from collections.abc import Mapping

_LETTERS = "\0-\u052f\u1e00-\u1fff\u2000-\u214f\u2190-\u22ff\u2300-\u2311\u2500-\u27bf\ufb00-\ufb06"
_OURS = re.compile(f"[{_LETTERS}]*")
"""What the fonts within Typst are drawn for: Latin, Greek, Cyrillic, and symbols."""

_UNSEEN = re.compile(
    f"(?<![^{_LETTERS}])[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]+"
)
"""Joiners, fillers and selectors where they join, fill and select nothing, because they follow none of their script."""

_ADDRESS = re.compile("https?://[^\\s]+", re.IGNORECASE)
_LONGEST_ADDRESS = 8000
"""Typst refuses a longer one."""

_LOCALE = re.compile("([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def render(paper: Paper) -> bytes:
    """Return a paper as PDF.

    The same paper gives the same bytes: nothing in the file tells when or where it was made. ``date`` becomes the date
    of the file; of a month or a year alone, its first day. Where a paper has letters for which Typst brings no font,
    the fonts of the machine are used too; where they lack one as well, the file no longer says that it is PDF/UA.
    """
    given = json.dumps(_Telling(paper).told, ensure_ascii=False)
    template = (bundled.folder("data") / "papers" / "paper.typ").read_bytes()
    for machine in (False, True) if _OURS.fullmatch(given) else (True,):
        try:
            return _typeset(template, given, machine=machine, standard="ua-1")
        except typst.TypstError:
            continue
    # PDF/UA allows no character that no font has. Where there is one, it is seen as a box, read aloud and copied right.
    return _typeset(template, given, machine=True, standard=None)


def _typeset(template: bytes, given: str, *, machine: bool, standard: Literal["ua-1"] | None) -> bytes:
    """Return the file; ``machine`` says whether the fonts of the machine are used beside those within Typst."""
    made = typst.compile(
        template,
        format="pdf",
        sys_inputs={"paper": given},
        ignore_system_fonts=not machine,
        pdf_standards=standard,
    )
    return bytes(made)


class _Telling:
    """A paper as plain values for the template, every text written out, every link leading somewhere or gone."""

    def __init__(self, paper: Paper) -> None:
        """Give each anchor a label of its own, then tell the paper."""
        self._labels = {name: f"part-{number}" for number, name in enumerate(dict.fromkeys(_anchors(paper)))}
        self._placed: set[str] = set()
        self.told: dict[str, Any] = {
            **self._of(paper),
            "title": self._of(paper.title.strip() or paper.kind.strip() or "mgi"),
            "locale": _locale(paper.lang) or ("en", None),
            "date": _day(paper.date),
            "look": _look(),
        }

    def _of(self, thing: Any) -> Any:
        if isinstance(thing, str):
            return _plain(thing)
        if names := getattr(thing, "_fields", None):
            fields = {name: self._of(getattr(thing, name)) for name in names}
            return {"is": type(thing).__name__.lower(), **fields, **self._meant(thing)}
        if isinstance(thing, tuple):
            return [self._of(item) for item in thing]
        if hasattr(thing, "items"):
            return {self._of(key): self._of(value) for key, value in thing.items()}
        return thing

    def _meant(self, thing: Any) -> Mapping[str, Any]:
        """Return the fields of a part that are more than text, as what they mean."""
        if isinstance(thing, Run):
            return {"lang": _locale(thing.lang), "link": self._link(thing.link)}
        if isinstance(thing, Sector):
            return {"to": self._link(f"#{thing.anchor}"), "cells": ()}
        if isinstance(thing, Wheel):
            return {"anchor": self._placed_at(thing.anchor), "picture": _without_hints(wheel.svg(thing))}
        if isinstance(thing, (Section, Entry, Item)):
            return {"anchor": self._placed_at(thing.anchor)}
        return {}

    def _placed_at(self, anchor: str) -> str:
        """Return the label of an anchor where it comes up first; a label stands only once."""
        if not anchor or anchor in self._placed:
            return ""
        self._placed.add(anchor)
        return self._labels[anchor]

    def _link(self, link: str | None) -> Mapping[str, str] | None:
        if link is None:
            return None
        if link.startswith("#"):
            label = self._labels.get(link[1:])
            return {"to": label} if label else None
        if not _ADDRESS.fullmatch(link):
            return None
        address = quote(link, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
        return {"url": address} if len(address) <= _LONGEST_ADDRESS else None


def _plain(text: str) -> str:
    """Return a text as it is printed: controls written out, line breaks kept."""
    return _without_hints(visible(text.replace("\r\n", "\n"), keep="\n"))


def _without_hints(text: str) -> str:
    """Return a text without soft hyphens, and without joiners and the like that do nothing where they are.

    Nobody sees them, and in a PDF they get into what is copied of other words.
    """
    return _UNSEEN.sub("", text.replace("\u00ad", ""))


def _anchors(thing: Any) -> list[str]:
    """Return the anchors of the parts within a thing, in their order; a sector's leads elsewhere."""
    if isinstance(thing, (str, Sector)):
        return []
    own = [thing.anchor] if getattr(thing, "anchor", "") else []
    names = getattr(thing, "_fields", None)
    within = [getattr(thing, name) for name in names] if names else thing if isinstance(thing, tuple) else ()
    return [*own, *(anchor for item in within for anchor in _anchors(item))]


def _locale(tag: str | None) -> tuple[str, str | None] | None:
    """Return the language and the region of a BCP 47 tag, or ``None`` for what is none."""
    found = _LOCALE.fullmatch(tag or "")
    return (found[1].lower(), found[2].upper() if found[2] else None) if found else None


def _day(told: str | None) -> tuple[int, int, int] | None:
    found = _DATE.fullmatch(told or "")
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return None
    return year, month, day


def _look() -> dict[str, Any]:
    colours = {name: getattr(look, name.upper()) for name in ("ink", "quiet", "accent", "rule", "shade", "notice")}
    statuses = {str(status): {"symbol": look.symbol(status), **look.STATUSES[status]._asdict()} for status in Status}
    return {**colours, "statuses": statuses}
