"""What workbooks have room for: the fields of answers, findings, sources, of the head and of a plan, each as a cell.

Everything else of a profile (further pieces of evidence, translations, stages, keys of one's own) has no cell; in a
questionnaire it is shown on a sheet of its own, with what is planned. It stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.model import Kind, Status
from mgi_cli.reading import shape
from mgi_cli.render.surface import GLYPHS
from mgi_cli.text import visible
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_cli.location import Route
    from mgi_cli.model import Framework, IndicatorText
    from mgi_cli.words import Words

Tree = dict[str, Any]

MOST = 32_767
"""How many characters a cell holds (in Excel; a character beyond the first 65,536 counts twice)."""


class Field(NamedTuple):
    """A field of an entry that has a cell of its own.

    ``kind`` says what its value is: a ``text``, a ``date``, a ``number``, a list of ``keys``, a ``country``, or the
    name of one of the lists of ``Labels``. With ``evidence`` it belongs to the first piece of evidence.
    """

    name: str
    key: str
    kind: str = "text"
    evidence: bool = False


ANSWERS = (
    Field("status", "status", "status"),
    Field("reason", "reason"),
    Field("note", "note"),
    Field("evidence", "text", evidence=True),
    Field("evidence_source", "sources", "sources", evidence=True),
    Field("evidence_date", "date", "date", evidence=True),
    Field("findings", "findings", "findings"),
    Field("assessed_by", "assessed_by"),
    Field("assessed_on", "assessed_on", "date"),
)
FINDINGS = (
    Field("domain", "domain", "domain"),
    Field("kind", "kind", "kind"),
    Field("text", "text"),
    Field("finding_sources", "sources", "sources"),
)
SOURCES = (
    Field("source_title", "title"),
    Field("publisher", "publisher"),
    Field("date", "date", "date"),
    Field("url", "url", "url"),
    Field("source_note", "note"),
)
PLACE = (
    Field("place_name", "name"),
    Field("type", "type", "type"),
    Field("type_name", "type_name"),
    Field("country", "country", "country"),
    Field("country_name", "country_name"),
    Field("within", "within"),
    Field("id", "id", "key"),
)
ASSESSMENT = (
    Field("round", "round", "number"),
    Field("published", "published", "date"),
    Field("language", "language", "language"),
    Field("basis", "basis"),
)
ACTIONS = (
    Field("action", "action"),
    Field("priority", "priority"),
    Field("owner", "owner"),
    Field("due", "due", "date"),
    Field("budget", "budget"),
    Field("success", "success"),
)
"""The fields of a planned action, in the order of their columns in the workbook of a plan."""

ENTRIES: Mapping[str, tuple[Field, ...]] = {"answers": ANSWERS, "findings": FINDINGS, "sources": SOURCES}
"""The fields by section, in the order of their columns; a code or a key stands before them."""

HEAD: Mapping[str, tuple[Field, ...]] = {"place": PLACE, "assessment": ASSESSMENT}
"""The fields of the head, each in a row of its own."""


ALSO = ("where", "what")
"""The columns of the sheet that shows what has no cell."""


class Labels(Value):
    """The words of the lists to choose from, by the code that each stands for.

    ``country`` is the country of the profile, and empty where there is none yet.
    """

    status: Mapping[str, str]
    domain: Mapping[str, str]
    kind: Mapping[str, str]
    type: Mapping[str, str]
    country: Mapping[str, str] = NOTHING

    def of(self, kind: str) -> Mapping[str, str]:
        """Return the list of a kind of field, by code; empty where the kind has none."""
        found: Mapping[str, str] = getattr(self, kind) if kind in self._fields else NOTHING
        return found

    def document(self) -> Tree:
        """Return the lists as a plain tree."""
        return {name: dict(getattr(self, name)) for name in self._fields}


def labels(framework: Framework, words: Words, country: str | None = None) -> Labels:
    """Return the lists in the language of the framework's names and of the words."""
    scale = {str(status): text.label for status, text in framework.scale.items()}
    return Labels(
        status={code: f"{GLYPHS[code][0]} {label}" for code, label in scale.items()},
        domain={domain.id: f"{domain.number} {domain.name}" for domain in framework.domains},
        kind={str(kind): words.say(f"workbook.{kind}") for kind in Kind},
        type={kind: words.say("workbook.other" if kind == "other" else f"places.{kind}") for kind in shape.PLACE_TYPES},
        country={country: words.country(country)} if country else {},
    )


def shown(field: Field, value: Any, known: Labels) -> str:
    """Return a value as its cell shows it; nothing for no value."""
    if value is None or (field.kind == "status" and value == Status.NOT_ASSESSED):
        return ""  # nobody has answered: an empty cell asks for it
    if isinstance(value, list):
        return "; ".join(plain(str(item)) for item in value)
    return known.of(field.kind).get(str(value)) or plain(str(value))


def plain(text: str) -> str:
    """Return a text as a cell can hold it: line breaks of one kind, control characters written out."""
    return visible(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n")


def size(text: str) -> int:
    """Return how many characters a text has as a cell counts them."""
    return len(text) + sum(char > "\uffff" for char in text)


def value_of(entry: Any, field: Field) -> Any:
    """Return the value of a field in an entry, ``None`` where it has none."""
    inside = first_evidence(entry) if field.evidence else entry
    return inside.get(field.key) if isinstance(inside, dict) else None


def first_evidence(entry: Any) -> Any:
    """Return the piece of evidence that the questionnaire shows of an answer, or ``None``."""
    every = entry.get("evidence") if isinstance(entry, dict) else None
    return every[0] if every else None


def section(tree: Tree, name: str) -> Tree:
    """Return a section of a profile, empty where it has none."""
    found: Tree = tree.get(name) or {}
    return found


def too_long(tree: Tree, known: Labels) -> Iterable[tuple[Route, int]]:
    """Yield the way to each text that does not fit a cell, with its length."""
    for name, fields in HEAD.items():
        yield from _too_long((name,), section(tree, name), fields, known)
    for name, fields in ENTRIES.items():
        for key, entry in section(tree, name).items():
            yield from _too_long((name, key), entry, fields, known)


def _too_long(route: Route, entry: Any, fields: tuple[Field, ...], known: Labels) -> Iterable[tuple[Route, int]]:
    for field in fields:
        length = size(shown(field, value_of(entry, field), known))
        if length > MOST:
            yield (*route, "evidence", 0, field.key) if field.evidence else (*route, field.key), length


def too_long_plan(tree: Tree) -> Iterable[tuple[Route, int]]:
    """Yield the way to each text of a planned action that does not fit a cell, with its length."""
    for code, actions in section(tree, "plan").items():
        for number, action in enumerate(actions or ()):
            for field in ACTIONS:
                length = size(plain(str(action.get(field.key) or "")))
                if length > MOST:
                    yield ("plan", code, number, field.key), length


def clipped(text: str) -> str:
    """Return a text that stands in a cell only to be read, cut where the cell would not hold it."""
    return text if size(text) <= MOST else text[: MOST // 2] + "…"


def is_blank_status(entry: Tree) -> bool:
    """Return whether an answer says no more than that nobody has answered."""
    return entry.keys() <= {"status"} and entry.get("status") in (None, Status.NOT_ASSESSED)


def heads(words: Words) -> dict[str, dict[str, str]]:
    """Return what the columns are called, to the names of their fields, by section; and the sheets that only tell."""
    columns = {
        "answers": ("code", "question", "guidance", *(field.name for field in ANSWERS)),
        "findings": ("key", *(field.name for field in FINDINGS)),
        "sources": ("key", *(field.name for field in SOURCES)),
        **{name: tuple(field.name for field in every) for name, every in HEAD.items()},
        "also": ALSO,
        "sheets": ("instructions", "also"),
    }
    return {section: {words.say(f"workbook.{name}"): name for name in names} for section, names in columns.items()}


def plan_heads(words: Words, columns: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what the columns of a plan are called, to their names, and what the sheet of instructions is called."""
    called = {"question": "indicator"}
    heads = {words.say(f"plan.{called.get(name, name)}"): name for name in columns}
    return {"plan": heads, "sheets": {words.say("plan.instructions"): "instructions"}}


def planned_for(framework: Framework, code: str) -> str:
    """Return what the cell of an indicator in a plan holds: its label, and the domain that it is of."""
    domain = framework.domain(framework.indicators[code].domain)
    return f"{framework.text(code).label}\n{domain.number} {domain.name}"


def question(text: IndicatorText) -> str:
    """Return what the cell of a question holds."""
    return f"{text.label}\n{text.question}"
