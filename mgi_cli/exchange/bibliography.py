"""The sources that a questionnaire names: those that are known by key or title, and those that it brings."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from mgi_cli.reading import shape
from mgi_cli.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LONGEST = 32  # characters of a key that is made


class Bibliography:
    """Sources by key and by title. One that is named and not known is added, its title the words that name it."""

    def __init__(self, *known: Mapping[str, Any]) -> None:
        """Begin with the sources of one or more profiles, by key."""
        self._titles: dict[str, str] = {}
        self.keys: set[str] = set()
        self.added: dict[str, dict[str, str]] = {}
        for sources in known:
            for key, source in sources.items():
                self.know(key, str(source.get("title", "")) if isinstance(source, dict) else "")

    def know(self, key: str, title: str) -> None:
        """Know a source by its key and title."""
        self.keys.add(key)
        if fold(title):
            self._titles.setdefault(fold(title), key)

    def find(self, title: str) -> str | None:
        """Return the key of the source with a title, whatever accents and case."""
        return self._titles.get(fold(title)) if fold(title) else None

    def cite(self, text: str) -> list[str]:
        """Return the keys of the sources that a text names: keys or titles, a semicolon or a line break between two."""
        if (whole := self._known(text)) is not None:
            return [whole]
        parts = [part.strip() for part in re.split("[;\n]", text)]
        if all(part in self.keys for part in re.split(r"\s*,\s*", text)):
            parts = re.split(r"\s*,\s*", text)
        return list(dict.fromkeys(self._known(part) or self._add(part) for part in parts if part))

    def _known(self, text: str) -> str | None:
        return text if text in self.keys else self.find(text)

    def _add(self, title: str) -> str:
        key = new_key(title, self.keys)
        is_address = re.search(shape.URL, title) is not None
        self.added[key] = {"title": title, **({"url": title} if is_address else {})}
        self.know(key, title)
        return key


def new_key(title: str, taken: Iterable[str]) -> str:
    """Return a key for something with a title that nothing else has: of the first words of it, in plain letters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", re.sub("^https?://(www[.])?", "", plain))
    key = ""
    for word in words:
        if len(key) + 1 + len(word) > _LONGEST and key:
            break
        key = f"{key}-{word}"[:_LONGEST].strip("-")
    return numbered(key or "source", taken)


def numbered(name: str, taken: Iterable[str]) -> str:
    """Return a name, with a number where it is taken."""
    others = set(taken)
    number, key = 1, name
    while key in others:
        number += 1
        key = f"{name}-{number}"
    return key
