"""What the output can show: its width, whether it has colours, and which symbols its encoding holds."""

from __future__ import annotations

from mgi_cli.text import fitted, visible
from mgi_cli.value import Value

GLYPHS = {
    "present": ("●", "+"),
    "partial": ("◐", "~"),
    "absent": ("○", "-"),
    "no_evidence": ("?", "?"),
    "not_applicable": ("×", "x"),
    "not_assessed": ("·", "."),
    "regression": ("▼", "v"),
    "progress": ("▲", "^"),
    "newly_assessed": ("+", "*"),
    "no_longer_assessed": ("–", "!"),
    "scope": ("◇", "o"),
    "restated": ("≈", "&"),
    "evidence": ("≡", "e"),
    "different": ("≠", "#"),
    "only_old": ("◀", "<"),
    "only_new": ("▶", ">"),
    "unchanged": ("=", "="),
    "to": ("→", "->"),
    "added": ("+", "+"),
    "gone": ("–", "-"),
    "rule": ("─", "-"),
    "under": ("━", "^"),
    "gutter": ("│", "|"),
}
"""Each symbol in full, and for terminals whose encoding lacks any of them, in ASCII."""


class Surface(Value):
    """Where a report will be shown: ``width`` in columns, ``colour`` if it may be used, ``encoding`` of the output.

    ``plain`` says that it is read aloud or under the fingers, a line at a time.
    """

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"
    plain: bool = False

    def glyph(self, name: str) -> str:
        """Return the symbol of that name in the set that the encoding holds whole; raises ``KeyError``."""
        return GLYPHS[name][0 if self.has_symbols else 1]

    def text(self, text: str, keep: str = "") -> str:
        """Return a text as it can be shown: only characters that print, and that the encoding holds.

        It must be so before it is measured: ``œ`` becomes two letters where there is none. Of line breaks and tabs
        those stay that are to ``keep``.
        """
        return fitted(visible(text, keep), self.encoding)

    @property
    def has_symbols(self) -> bool:
        """Whether the encoding holds every symbol; one missing would make two look alike."""
        try:
            "".join(full for full, _ in GLYPHS.values()).encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True
