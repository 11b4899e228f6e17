"""From a paper to a file: one module per kind of file, and the table of kinds.

To add a kind, write a module with ``render(paper) -> bytes`` and add its row. The same paper gives the same bytes.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.views.papers.parts import Paper, Wheel

KINDS = {
    ".html": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".md": "markdown",
}
"""The module that writes a paper, by the end of the file's name; only the one that is asked for is imported."""

PICTURES = {".svg": 0, ".png": 2000}
"""The ends of names of pictures, and how many pixels wide one is that is made of pixels."""

_LIBRARIES = {"typst": "typst", "docx": "python-docx", "lxml": "python-docx"}
"""What the modules need beyond mgi's own: the names to import, and to install by hand."""


def render(paper: Paper, suffix: str) -> bytes:
    """Return a paper as the file that a suffix of ``KINDS`` names.

    Raises ``MgiError`` where a library that it needs is not installed, ``KeyError`` for an unknown suffix.
    """
    with _needing():
        made: bytes = import_module(f"mgi_cli.render.papers.{KINDS[suffix]}").render(paper)
        return made


def picture_of(drawn: Wheel, suffix: str) -> bytes:
    """Return a wheel as a picture of its own for slides; raises as ``render`` does, for a suffix of ``PICTURES``."""
    with _needing():
        wheel = import_module("mgi_cli.render.papers.wheel")
        svg: str = wheel.svg(drawn, caption=True)
        if suffix == ".svg":
            return svg.encode()
        made: bytes = import_module("mgi_cli.render.papers.picture").png(svg, width=PICTURES[suffix])
        return made


@contextmanager
def _needing() -> Iterator[None]:
    """Say which library is missing, and not that a module is."""
    try:
        yield
    except ModuleNotFoundError as error:
        missing = _LIBRARIES.get((error.name or "").split(".")[0])
        if missing is None:
            raise
        raise MgiError("needs_office", what=missing) from error
