"""A picture in SVG as PNG, for slides and for documents that hold no SVG."""

from __future__ import annotations

import typst

_PAGE = """
#set page(width: int(sys.inputs.width) * 1pt, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%)
"""


def png(svg: str, *, width: int) -> bytes:
    """Return a picture as PNG, ``width`` pixels wide and as high as it then is.

    The ground is transparent where the picture draws none. Only the fonts within Typst are used, so that the same
    picture gives the same bytes on every machine. Raises ``typst.TypstError`` for what is no SVG.
    """
    pixels = typst.compile(
        _PAGE.encode(),
        format="png",
        ppi=72,  # a point of the page is a pixel
        sys_inputs={"picture": svg, "width": str(width)},
        ignore_system_fonts=True,
    )
    return bytes(pixels)
