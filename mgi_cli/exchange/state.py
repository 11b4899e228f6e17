"""What a workbook remembers of the profile that it was made from, on a sheet that nobody needs to see.

Of a questionnaire that is all of the profile, of a plan what is planned and whose plan it is. Thereby nothing is lost
that has no cell, and what was changed in the workbook can be told from what was changed in the profile meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from mgi_cli.errors import DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_cli.location import Route

Tree = dict[str, Any]

LISTS = "mgi-lists"
SHEET = "mgi-data"
HIDDEN = (LISTS, SHEET)
"""The sheets that nobody fills in: the lists to choose from, and the state."""

QUESTIONNAIRE, PLAN = "questionnaire", "plan"
_MAGIC = {QUESTIONNAIRE: "mgi questionnaire", PLAN: "mgi plan"}
"""What stands in the first cell, by the kind of workbook."""

VERSION = 1
_CHUNK = 30_000  # characters of a cell, fewer than it holds


class ExchangeError(MgiError):
    """A document that people edited and that cannot be read back."""

    exit_code = DOCUMENT_HAS_ERRORS


class State(Value):
    """The exported state.

    ``tree`` is the profile, or what is needed of it; only its format and framework where there was none. ``edition``
    tells whether the framework is still the same. ``lang`` is the language of the sheets; ``labels`` are their lists to
    choose from (code to label, by name), ``heads`` their column heads (label to name of the field, by section).
    ``kind`` is that of the workbook.
    """

    tree: Tree
    edition: str
    lang: str
    labels: Mapping[str, Mapping[str, str]]
    heads: Mapping[str, Mapping[str, str]]
    kind: str = QUESTIONNAIRE


def cells(state: State) -> list[str]:
    """Return a state as the texts of one column of cells; none of them is a formula, a number or ends in blanks."""
    document = {name: getattr(state, name) for name in State._fields if name != "kind"}
    text = json.dumps(document, separators=(",", ":")).replace("_", "\\u005f")  # _x000D_ means something in a sheet
    chunks = [f"[{text[start : start + _CHUNK]}]" for start in range(0, len(text), _CHUNK)]
    return [_MAGIC[state.kind], f"version {VERSION}", f"sum {_digest(text)}", *chunks]


def read(texts: Iterable[Any]) -> State:
    """Return the state in a column of cells.

    Raises ``ExchangeError`` where it is not whole, or was written by a later version.
    """
    written = [text for text in texts if isinstance(text, str)]
    kind = next((kind for kind, magic in _MAGIC.items() if written[:1] == [magic]), None)
    if kind is None or len(written) < 4:
        raise ExchangeError("workbook_state")
    if written[1] != f"version {VERSION}":
        raise ExchangeError("workbook_newer")
    text = "".join(chunk[1:-1] for chunk in written[3:])
    if written[2] != f"sum {_digest(text)}":
        raise ExchangeError("workbook_state")
    return State(**json.loads(text), kind=kind)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(entry: Any) -> str:
    """Return a short word that changes with an entry, for a table that cannot carry the whole of it."""
    return _digest(json.dumps(entry, sort_keys=True))[:12]


def at(tree: Any, route: Route) -> Any:
    """Return what stands at a route, ``None`` where there is nothing."""
    for step in route:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree
