"""Where a link of a paper may lead: to http and https, written so that every program takes it for an address."""

from __future__ import annotations

import re
from urllib.parse import quote

_ADDRESS = re.compile(r"(https?)://([^/?#\s]+)([^\s]*)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?(:\d{1,5})?", re.IGNORECASE)
_HALF_ESCAPE = re.compile("%(?![0-9a-fA-F]{2})")
_KEPT = "/?#%:@!$&*+,;=~-._"
_LONGEST = 2000
"""How many characters an address has at most; office programs cut longer ones off, or refuse them."""


def web(link: str) -> str | None:
    """Return a link as an address in ASCII, or ``None`` where it is none of http or https that all programs accept.

    What Markdown or a URI reads something into, such as brackets, is percent-encoded; it leads to the same page.
    """
    found = _ADDRESS.fullmatch(link.strip())
    if not found:
        return None
    scheme, host, rest = found.groups()
    try:
        host = host.encode("idna").decode("ascii")
        rest = _once(quote(_HALF_ESCAPE.sub("%25", rest), safe=_KEPT))
    except UnicodeError:
        return None
    address = f"{scheme.lower()}://{host}{rest}"
    return address if _HOST.fullmatch(host) and _port_is_right(host) and len(address) <= _LONGEST else None


def _once(rest: str) -> str:
    """Return the rest of an address with one ``#`` in it, where the fragment begins."""
    before, mark, fragment = rest.partition("#")
    return before + mark + fragment.replace("#", "%23")


def _port_is_right(host: str) -> bool:
    _, _, port = host.partition(":")
    return not port or 0 < int(port) < 65536


def inside(link: str) -> str | None:
    """Return the anchor that a link leads to, or ``None`` where it leads out of the paper."""
    return link[1:] if link.startswith("#") and len(link) > 1 else None
