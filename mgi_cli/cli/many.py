"""Check files one after the other, or many at once on all cores; what is said of each comes in the order given."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.diagnostic import Diagnostic, DocumentError, Severity, place
from mgi_cli.errors import MgiError
from mgi_cli.library import Library
from mgi_cli.location import Document
from mgi_cli.reading import files
from mgi_cli.value import Value
from mgi_cli.views import across, validation
from mgi_cli.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mgi_cli.views.across import Seen
    from mgi_cli.views.validation import Problem

WORTH_IT = 60
"""From how many files on starting other processes takes less time than it saves."""

_CHUNK = 25
_MOST = 61  # processes; Windows waits for no more
_YOUNG = 100_000  # values between two collections; a file makes some thousands, which go when it is done


class Settings(NamedTuple):
    """What a process needs to know to check files as this one would."""

    lang: str
    profiles: str | None
    framework: str | None
    today: str | None = None


class Outcome(Value):
    """What is said of one file. ``unread`` marks one that could not be opened.

    ``seen`` is what is kept of it to be looked at beside the others.
    """

    path: str
    problems: tuple[Problem, ...] = ()
    seen: Seen | None = None
    unread: bool = False

    def count(self, severity: Severity) -> int:
        """Return how many of its problems weigh so much."""
        return sum(problem.diagnostic.severity is severity for problem in self.problems)


def outcomes(paths: Sequence[Path], settings: Settings, *, processes: int | None = None) -> Iterator[Outcome]:
    """Yield what is said of each file, in the order given; one bad file stops nothing.

    ``processes`` is how many share the work, by default one for each core.
    """
    n = processes or _cores()
    if n < 2 or len(paths) < WORTH_IT:
        gc.enable()
        checker = _Checker(settings)
        yield from (checker.check(path) for path in paths)
        return
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    yield from _shared(chunks, settings, min(n, len(chunks), _MOST))


def _shared(chunks: Sequence[Sequence[Path]], settings: Settings, n: int) -> Iterator[Outcome]:
    """Yield what ``n`` processes say of chunks of files; where one of them is killed, this one checks what is left."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    left = list(chunks)
    with ProcessPoolExecutor(n, mp_context=_context(), initializer=_begin, initargs=(settings,)) as pool:
        try:
            for done in pool.map(_check_all, chunks):
                del left[0]
                yield from done
        except BrokenProcessPool:
            checker = _Checker(settings)
            yield from (checker.check(path) for chunk in left for path in chunk)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _cores() -> int:
    """Return how many cores this process may use."""
    n = os.cpu_count() or 1
    if sys.platform == "linux":
        n = len(os.sched_getaffinity(0))
    return n


def _context() -> Any:
    """Return how processes are started: copied where that is safe and takes no time, else begun anew."""
    from multiprocessing import get_context

    return get_context("fork" if sys.platform == "linux" else "spawn")


class _Checker:
    """Checks files with one library and one set of words."""

    def __init__(self, settings: Settings) -> None:
        self._library = Library(**settings._asdict())
        self._words = Words(settings.lang)

    def check(self, path: Path) -> Outcome:
        """Return what is said of a file, also where it cannot be opened or its framework has mistakes."""
        try:
            checked = self._library.check(path)
        except DocumentError as error:
            told = validation.problems(error.found, error.document, error.framework, self._words)
            return Outcome(path=files.shown(path), problems=told)
        except MgiError as error:
            return self._unread(path, error)
        seen = across.seen(checked)
        if not checked.found:
            return Outcome(path=checked.document.path, seen=seen)
        told = validation.problems(checked.found, checked.document, checked.framework, self._words)
        return Outcome(path=checked.document.path, problems=told, seen=seen)

    def _unread(self, path: Path, error: MgiError) -> Outcome:
        why = error.params.get("why") or self._words.say("diagnostics.not_opened")
        document = Document(path=files.shown(path), source="", tree=None)
        found = place([Diagnostic(code="not_readable", params={"why": why})], document)
        told = validation.problems(found, document, None, self._words)
        return Outcome(path=document.path, problems=told, unread=True)


_checker: _Checker | None = None


def _begin(settings: Settings) -> None:
    """Make a process ready to check files; it keeps nothing of one when it goes on to the next."""
    global _checker  # noqa: PLW0603 - a process of a pool has no other place to keep what it works with
    _checker = _Checker(settings)
    gc.freeze()
    gc.set_threshold(_YOUNG)
    gc.enable()


def _check_all(paths: Sequence[Path]) -> list[Outcome]:
    if _checker is None:
        raise RuntimeError("the process was not made ready")
    return [_checker.check(path) for path in paths]
