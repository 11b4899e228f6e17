"""Problems in a document as data: a code, a route and the facts; no sentence, no line."""

from __future__ import annotations

from enum import Enum, StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from mgi_cli.errors import DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mgi_cli.location import Document, Location, Mark, Route
    from mgi_cli.model import Framework


class Severity(StrEnum):
    """How much a problem weighs: an error fails a file, a warning fails it under ``--strict``, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Repair(Enum):
    """The marker for "no repair"; ``None`` is a value that a repair may hold."""

    NONE = "none"


NO_REPAIR = Repair.NONE

MOST = 200
"""How many problems of one kind are told of a file; whoever has more is helped by mending these first."""


class Diagnostic(Value):
    """One problem of a document.

    ``code`` is stable and names the sentence in ``diagnostics.yaml``; ``params`` are the facts of that sentence.
    ``route`` leads to the value concerned, or to its key where ``at_key``; ``mark`` replaces it where the text could
    not be parsed. ``related`` is another place that belongs to it, such as the first of two equal keys.
    ``suggestion`` is what was probably meant. ``repair`` is the value that the text certainly stands for
    (``Present`` for ``present``): reading goes on with it, checking does not.
    """

    code: str
    severity: Severity = Severity.ERROR
    route: Route = ()
    at_key: bool = False
    mark: Mark | None = None
    params: Mapping[str, Any] = NOTHING
    related: Mark | None = None
    suggestion: str | None = None
    repair: Any = NO_REPAIR

    @property
    def repairable(self) -> bool:
        """Whether reading may go on with the value that was certainly meant."""
        return self.repair is not NO_REPAIR


class Found(Value):
    """A diagnostic at its place in a file."""

    diagnostic: Diagnostic
    location: Location

    @property
    def is_error(self) -> bool:
        """Whether it fails the file whatever the options."""
        return self.diagnostic.severity is Severity.ERROR


def first(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the first of the diagnostics, and where there are more than anybody reads, a note that says so."""
    found = tuple(islice(diagnostics, MOST + 1))
    if len(found) <= MOST:
        return found
    return (*found[:MOST], Diagnostic(code="more_problems", severity=Severity.NOTE, params={"limit": MOST}))


def place(diagnostics: Iterable[Diagnostic], document: Document) -> tuple[Found, ...]:
    """Return diagnostics with their lines and columns in ``document``, in order of place."""
    found = [Found(diagnostic=item, location=_location(item, document)) for item in _saying_more_once(diagnostics)]
    return tuple(sorted(found, key=_order))


def _order(found: Found) -> tuple[bool, int, int, str]:
    code = found.diagnostic.code
    return code == "more_problems", found.location.line, found.location.column, code


def _saying_more_once(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    said = False
    for diagnostic in diagnostics:
        if diagnostic.code != "more_problems" or not said:
            yield diagnostic
        said = said or diagnostic.code == "more_problems"


def _location(diagnostic: Diagnostic, document: Document) -> Location:
    if diagnostic.mark:
        return document.location(diagnostic.mark)
    return document.locate(diagnostic.route, at_key=diagnostic.at_key)


class DocumentError(MgiError):
    """A document that cannot be used as it stands, with everything that was found in it."""

    exit_code = DOCUMENT_HAS_ERRORS

    def __init__(
        self,
        document: Document,
        found: Sequence[Found],
        framework: Framework | None = None,
        *,
        of_profile: bool = False,
    ) -> None:
        """Keep the document, its problems in order of place, and the framework that names its indicators.

        ``of_profile`` tells a profile, which ``mgi validate`` and ``mgi fix`` take, from a file of a framework.
        """
        super().__init__("document_has_errors", path=document.path, n=sum(item.is_error for item in found))
        self.document = document
        self.found = tuple(found)
        self.framework = framework
        self.of_profile = of_profile
