"""Elements of HTML and SVG, written so that no text can become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_ANY_SPECIAL = re.compile("[&<>\"']")
_EMPTY = frozenset(("br", "col", "input", "link", "meta"))
"""Elements of HTML without an end tag; all others have one, those of SVG too."""


class Markup(str):
    """A text that is markup already; every other text is escaped where it comes into an element."""

    __slots__ = ()


NOTHING = Markup("")

Child = str | None


def element(name: str, /, *children: Child, **attributes: str | float | bool | None) -> Markup:
    """Return an element with its children.

    Attributes have hyphens where their names here have underscores; one that ends in an underscore would be a word of
    Python. What is ``None`` or ``False`` is left out, what is ``True`` has no value.
    """
    opened = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Markup(opened if name in _EMPTY else f"{opened}{joined(children)}</{name}>")


def joined(children: Iterable[Child]) -> Markup:
    """Return markup and escaped texts, one after the other."""
    return Markup("".join(map(escaped, children)))


def escaped(text: Child) -> Markup:
    """Return a text in which nothing means markup; what is markup already stays."""
    if text is None:
        return NOTHING
    if isinstance(text, Markup):
        return text
    return Markup(_ANY_SPECIAL.sub(lambda match: _SPECIAL[match[0]], visible(text, keep="\n")))


def _attribute(key: str, value: str | float | bool | None) -> str:  # noqa: FBT001 - the value is what it is
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    said = f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return f' {name}="{escaped(str.__str__(said))}"'
