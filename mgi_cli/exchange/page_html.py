"""A saved web page as lines: what a browser shows of it, without menus and scripts.

It is read as a stream of events, so that no nesting is too deep and nothing in it is unfolded; entities that a page
defines itself stay as they are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.exchange.page_text import PageText, clean

if TYPE_CHECKING:
    from collections.abc import Mapping

_SKIPPED = frozenset(("script", "style", "template", "noscript", "nav", "svg", "select", "button", "iframe", "form"))
"""What is not text of the page, or is there on every page of a site."""

_FRAME = frozenset(("header", "footer"))
"""What is skipped where it stands right below the body, for then it is the site's."""

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol", "p", "pre", "section",
    "summary", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_LISTS = frozenset(("ol", "ul"))
_BULLETS = "•◦▪"
"""What begins an item of a list, of a list in it, and so on."""
_COLLAPSED = re.compile(r"[ \t\r\n\f]+")
_WEB = re.compile(r"https?://\S+")


def read(text: str, *, guessed: bool) -> PageText:
    """Return a web page as lines; raises ``MgiError`` where the library that reads it is not installed."""
    try:
        from lxml import etree  # noqa: PLC0415 - loaded only where it is needed
    except ImportError as error:
        raise MgiError("needs_office", what="lxml") from error
    target = _Lines()
    parser = etree.HTMLParser(target=target, huge_tree=True)
    parser.feed(_without_declaration(text))
    parser.close()
    return PageText(pages=(clean(target.lines),), title=target.title, url=target.url, guessed=guessed)


def _without_declaration(text: str) -> str:
    """Return the page without its XML declaration, whose encoding is no longer that of the text."""
    return re.sub(r"^\s*<\?xml[^>]*>", "", text)


class _Lines:
    """Collects lines from the events of a page: a gap around each block, a bullet before each item of a list."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.url: str | None = None
        self._titles: dict[str, str] = {}
        self._line: list[str] = []
        self._open: list[str] = []
        self._skipping = 0
        self._lists = 0
        self._verbatim = 0

    @property
    def title(self) -> str | None:
        """What the page calls itself."""
        found = next((self._titles[key] for key in ("og:title", "title") if self._titles.get(key, "").strip()), None)
        return clean([found])[0] if found else None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        below = self._open[-1] if self._open else ""
        self._open.append(tag)
        if self._skipping or tag in _SKIPPED or (tag in _FRAME and below == "body"):
            self._skipping += 1
            return
        if tag in ("meta", "link"):
            self._about(attributes)
        elif tag == "br":
            self._end_line()
        elif tag == "li":
            self._gap()
            self._line = [f"{_BULLETS[min(max(self._lists, 1), len(_BULLETS)) - 1]} "]
        elif tag in _BLOCKS:
            self._gap()
            self._lists += tag in _LISTS
            self._verbatim += tag == "pre"

    def end(self, tag: str) -> None:
        """End an element."""
        if self._open:
            self._open.pop()
        if self._skipping:
            self._skipping -= 1
        elif tag == "li" or tag in _BLOCKS:
            self._gap(waiting=tag != "li")
            self._lists -= tag in _LISTS
            self._verbatim -= tag == "pre"

    def data(self, text: str) -> None:
        """Take text; outside ``pre``, line breaks in it are blanks."""
        if self._open and self._open[-1] == "title":
            self._titles["title"] = self._titles.get("title", "") + text
        elif self._skipping:
            return
        elif self._verbatim:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._end_line()
                self._line.append(line)
        else:
            self._line.append(_COLLAPSED.sub(" ", text))

    def close(self) -> None:
        """End the page."""
        self._gap()

    def _about(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("property") or attributes.get("rel") or ""
        value = (attributes.get("content") or attributes.get("href") or "").strip()
        if name in ("canonical", "og:url") and _WEB.fullmatch(value):
            self.url = value if name == "canonical" else self.url or value
        elif name == "og:title":
            self._titles[name] = value

    def _end_line(self) -> None:
        self.lines.append("".join(self._line))
        self._line = []

    def _gap(self, *, waiting: bool = True) -> None:
        """End the line and the paragraph; a bullet that is ``waiting`` for its text stays."""
        written = "".join(self._line)
        if written.strip() in tuple(_BULLETS):
            self._line = [written] if waiting else []
            return
        if written.strip():
            self.lines += [written, ""]
        elif self.lines and self.lines[-1].strip():
            self.lines.append("")
        self._line = []
