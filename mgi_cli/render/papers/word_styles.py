"""The styles of a text document: what a style can say stands here, so that an office changes it in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.render.papers import look
from mgi_cli.render.papers.word_look import FAMILY, PARAGRAPHS, SYMBOLS, TABLE
from mgi_cli.render.papers.word_xml import Element, el, is_language, status_style, variety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.render.papers.word_look import Style


def styles(lang: str) -> Element:
    """Return the styles of a document in a language."""
    return el(
        "styles",
        _defaults(lang),
        el("style", el("name", val="Normal"), el("qFormat"), type="paragraph", default=1, styleId="Normal"),
        *(_paragraph(style) for style in PARAGRAPHS),
        *_characters(),
        *_tables(),
        _kind_of_numbering(),
    )


def _defaults(lang: str) -> Element:
    tag = variety(lang)
    runs = el(
        "rPr",
        el("rFonts", ascii=FAMILY, hAnsi=FAMILY, eastAsia=FAMILY, cs=FAMILY),
        el("color", val=_hex(look.INK)),
        *_size(10.5),
        *([el("lang", val=tag, eastAsia=tag, bidi=tag)] if is_language(lang) else []),
    )
    apart = el("pPr", el("spacing", before=0, after=140, line=288, lineRule="auto"))
    return el("docDefaults", el("rPrDefault", runs), el("pPrDefault", apart))


def _paragraph(style: Style) -> Element:
    made = el("style", type="paragraph", styleId=style.id, **({"customStyle": 1} if style.own else {}))
    made.append(el("name", val=style.name))
    made.append(el("basedOn", val=style.based))
    if style.next:
        made.append(el("next", val=style.next))
    made.extend([el("uiPriority", val=39 if style.id.startswith("TOC") else 9), el("qFormat")])
    made.extend([el("pPr", *_layout(style)), el("rPr", *_letters(style))])
    return made


def _layout(style: Style) -> Iterator[Element]:
    """Yield the properties of a paragraph, in the order of the schema."""
    if style.keep:
        yield el("keepNext")
    if style.together:
        yield el("keepLines")
    if style.numbered:
        yield el("numPr", el("numId", val=1))
    if style.rules:
        order = ("top", "left", "bottom", "right")
        rules = sorted(style.rules, key=lambda rule: order.index(rule[0]))
        yield el("pBdr", *(_rule(*rule) for rule in rules))
    if style.fill:
        yield el("shd", val="clear", color="auto", fill=_hex(style.fill))
    if style.tabs:
        yield el("tabs", *(el("tab", val=kind, pos=position) for kind, position in style.tabs))
    apart = _apart(style)
    if apart:
        yield el("spacing", **apart)
    yield from _indents(style)
    if style.align:
        yield el("jc", val=style.align)
    if style.outline is not None:
        yield el("outlineLvl", val=style.outline)


def _apart(style: Style) -> dict[str, object]:
    spaces = {"before": style.before, "after": style.after}
    made: dict[str, object] = {name: round(value * 20) for name, value in spaces.items() if value is not None}
    return made | ({"line": round(style.line * 2.4), "lineRule": "auto"} if style.line else {})


def _indents(style: Style) -> Iterator[Element]:
    if style.hanging:
        yield el("ind", left=style.left or style.hanging, hanging=style.hanging)
    elif style.left or style.right:
        yield el("ind", left=style.left, right=style.right)


def _letters(style: Style) -> Iterator[Element]:
    """Yield the properties of characters, in the order of the schema."""
    if style.bold is not None:
        yield el("b", val=int(style.bold))
    if style.italic:
        yield el("i")
    if style.caps:
        yield el("caps")
    if style.colour:
        yield el("color", val=_hex(style.colour))
    if style.caps:
        yield el("spacing", val=24)
    if style.size:
        yield from _size(style.size)


def _characters() -> Iterator[Element]:
    yield el(
        "style", el("name", val="Default Paragraph Font"), el("uiPriority", val=1), el("semiHidden"),
        type="character", default=1, styleId="DefaultParagraphFont",
    )  # fmt: skip
    yield _character("Strong", "Strong", el("b"), own=False)
    yield _character("Hyperlink", "Hyperlink", _colour(look.ACCENT), el("u", val="single", color="9DB5C4"), own=False)
    yield _character("Quiet", "Quiet", _colour(look.QUIET))
    yield _character("Language", "Language Mark", _colour(look.QUIET), *_size(8.5))
    yield _character("Term", "Term", el("b"), _colour(look.QUIET), *_size(9.5))
    yield _character("Number", "Number", _colour(look.QUIET))
    for status, looks in look.STATUSES.items():
        # The hint has the symbols set in a font that holds them all, whatever the font of the text lacks.
        fonts = el("rFonts", hint="eastAsia", eastAsia=SYMBOLS)
        ground = el("shd", val="clear", color="auto", fill=_hex(looks.pale))
        name = "Status " + status.replace("_", " ").title()
        yield _character(status_style(status), name, fonts, el("b"), _colour(looks.ink), *_size(9.5), ground)


def _character(key: str, name: str, *letters: Element, own: bool = True) -> Element:
    made = el("style", type="character", styleId=key, **({"customStyle": 1} if own else {}))
    made.extend([el("name", val=name), el("basedOn", val="DefaultParagraphFont"), el("uiPriority", val=10)])
    made.extend([el("qFormat"), el("rPr", *letters)])
    return made


def _tables() -> Iterator[Element]:
    sides = ("top", "left", "bottom", "right")
    none = el("tblCellMar", *(el(side, w=0 if side in ("top", "bottom") else 108, type="dxa") for side in sides))
    yield el(
        "style", el("name", val="Normal Table"), el("uiPriority", val=99), el("semiHidden"),
        el("tblPr", el("tblInd", w=0, type="dxa"), none), type="table", default=1, styleId="TableNormal",
    )  # fmt: skip
    margins = el("tblCellMar", *(el(side, w=40 if side in ("top", "bottom") else 85, type="dxa") for side in sides))
    lines = el("tblBorders", _rule("top", 8, 0, look.ACCENT), _rule("bottom", 8, 0, look.ACCENT),
               _rule("insideH", 4, 0, look.RULE))  # fmt: skip
    yield el(
        "style", el("name", val="Report Table"), el("basedOn", val="TableNormal"), el("uiPriority", val=49),
        el("qFormat"), el("tblPr", el("tblInd", w=0, type="dxa"), lines, margins), *_conditions(),
        type="table", customStyle=1, styleId=TABLE,
    )  # fmt: skip


def _conditions() -> Iterator[Element]:
    """Yield how the row of heads, the total and the first column differ from the rest of a table."""
    shade = el("shd", val="clear", color="auto", fill=_hex(look.SHADE))
    edge = el("tcBorders", _rule("bottom", 8, 0, look.ACCENT))
    yield el("tblStylePr", el("tcPr", edge, shade), type="firstRow")
    above = el("tcBorders", _rule("top", 8, 0, look.ACCENT))
    yield el("tblStylePr", el("rPr", el("b")), el("tcPr", above), type="lastRow")
    yield el("tblStylePr", el("rPr", el("b")), type="firstCol")


def _kind_of_numbering() -> Element:
    return el(
        "style", el("name", val="No List"), el("uiPriority", val=99), el("semiHidden"),
        type="numbering", default=1, styleId="NoList",
    )  # fmt: skip


def numbering() -> Element:
    """Return the one kind of list: bullets."""
    level = el(
        "lvl",
        el("start", val=1),
        el("numFmt", val="bullet"),
        el("pStyle", val="ListBullet"),
        el("lvlText", val="•"),
        el("lvlJc", val="left"),
        el("pPr", el("ind", left=284, hanging=284)),
        el("rPr", el("rFonts", ascii=FAMILY, hAnsi=FAMILY, cs=FAMILY), _colour(look.ACCENT)),
        ilvl=0,
    )
    listed = el("abstractNum", el("multiLevelType", val="hybridMultilevel"), level, abstractNumId=0)
    return el("numbering", listed, el("num", el("abstractNumId", val=0), numId=1))


def settings(lang: str) -> Element:
    """Return the settings of a document: as the newest programs lay it out, nothing to be filled in on opening."""
    mode = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return el(
        "settings",
        el("zoom", percent=100),
        el("defaultTabStop", val=567),
        el("characterSpacingControl", val="doNotCompress"),
        el("compat", mode),
        *([el("themeFontLang", val=variety(lang))] if is_language(lang) else []),
        el("decimalSymbol", val="."),
        el("listSeparator", val=","),
    )


def fonts() -> Element:
    """Return what to take for a font where it is missing."""
    return el(
        "fonts",
        el("font", el("altName", val="Carlito"), el("family", val="swiss"), el("pitch", val="variable"), name=FAMILY),
        el("font", el("altName", val="Apple Symbols"), el("family", val="swiss"), el("pitch", val="variable"),
           name=SYMBOLS),
    )  # fmt: skip


def _rule(side: str, width: int, space: int, colour: str) -> Element:
    return el(side, val="single", sz=width, space=space, color=_hex(colour))


def _size(points: float) -> tuple[Element, Element]:
    return el("sz", val=round(points * 2)), el("szCs", val=round(points * 2))


def _colour(colour: str) -> Element:
    return el("color", val=_hex(colour))


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()
