"""What was found for some words: in the frameworks, then profile by profile, each text with the words told apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import (
    EMPTY,
    Column,
    Flat,
    Group,
    Paragraph,
    Report,
    Role,
    Span,
    Steps,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mgi_cli import searching
    from mgi_cli.judging.search import Entry, Found, Passage, Query
    from mgi_cli.model import Framework
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words

_ROOM = 160  # characters of a text that are shown
_BEFORE = 50  # of these, how many before the first word found

_OWN_NAME = ("code", "name", "label")


class Shown(Value):
    """What was looked for and found, and how much of it is shown: at most ``limit`` of each kind; 0 for all.

    ``near`` are queries that find something where this one did not. ``again`` returns arguments and options as a next
    command must have them.
    """

    query: Query
    outcome: searching.Outcome
    near: tuple[str, ...] = ()
    limit: int = 0
    again: Callable[..., str]

    @property
    def most(self) -> int | None:
        """How many of each kind are shown, ``None`` for all; as the end of a slice."""
        return self.limit or None


def report(shown: Shown, words: Words) -> Report:
    """Return the report of a search."""
    return Report(
        command="search",
        lang=words.lang,
        blocks=lambda: tuple(_page(shown, words)),
        flat=partial(_flat, shown),
        document=partial(_document, shown),
    )


# For people


def _page(shown: Shown, words: Words) -> Iterator[Block]:
    outcome = shown.outcome
    about = "" if outcome.is_empty else words.say("search.about")
    yield Title(words.say("search.title", text=shown.query.asked), about)
    if outcome.is_empty:
        yield Paragraph(text(words.say("search.nothing", n=len(shown.query.words))))
    entries = tuple(_entries(edition, found, shown, words) for edition, found in outcome.catalogue if found)
    if entries:
        yield Table(columns=_catalogue_columns(words), groups=entries)
    if outcome.groups:
        groups = tuple(_passages(group, shown, words) for group in outcome.groups)
        yield Table(columns=_profile_columns(words), groups=groups)
    more = list(_more(shown, words))
    if more:
        yield Paragraph(text(words.say("search.left_out", what=words.both(more)), Tone.QUIET))
    steps = tuple(_near(shown, words) if outcome.is_empty else _steps(shown, words, more=bool(more)))
    if steps:
        yield Steps(words.say("common.next"), steps)


def _catalogue_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(head=text(words.say("search.code"))),
        Column(head=text(words.say("search.indicator")), least=20),
        Column(head=text(words.say("search.where")), word=words.say("search.where_word"), role=Role.FACT, least=10),
        Column(head=text(words.say("search.text")), role=Role.BODY, least=24),
    )


def _entries(edition: Framework, found: Sequence[Entry], shown: Shown, words: Words) -> Group:
    name = Span(words.say("search.indicators", framework=edition.id))
    count = Span("  " + words.say("search.n_found", n=len(found)), Tone.QUIET)
    rows = tuple(_entry(item, edition, words) for item in found[: shown.most])
    return Group(title=(name, count), level=1, rows=rows)


def _entry(item: Entry, edition: Framework, words: Words) -> tuple[Cell, ...]:
    found = item.found
    kind = found.field if item.kind == "indicator" else item.kind
    where = words.subject("search")["fields"][kind] if item.kind == "indicator" else words.say(f"search.{kind}")
    code = str(edition.domain(item.domain).number) if item.kind == "domain" else item.id
    own = found.field in _OWN_NAME and found.text in (item.label, code)
    return (
        _snippet(found, None) if own and found.field == "code" else text(code),
        _snippet(found, None) if own and found.field != "code" else text(item.label),
        text(where, Tone.QUIET),
        EMPTY if own else _snippet(found, edition.lang),
    )


def _profile_columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(head=text(words.say("search.key"))),
        Column(head=text(words.say("search.where")), word=words.say("search.where_word"), role=Role.FACT, least=10),
        Column(head=text(words.say("search.text")), role=Role.BODY, least=24),
    )


def _passages(group: searching.Group, shown: Shown, words: Words) -> Group:
    profile = group.profile
    made_up = (Span(" " + words.say("list.made_up"), Tone.NOTICE),) if profile.illustrative else ()
    count = words.say("search.n_texts", n=len(group.passages))
    title = (Span(profile.place.name), *made_up, Span(f"  {profile.name}, {count}", Tone.QUIET))
    rows = tuple(_passage(item, words) for item in group.passages[: shown.most])
    return Group(title=title, level=1, rows=rows)


def _passage(item: Passage, words: Words) -> tuple[Cell, ...]:
    return (
        text(item.indicator or item.key or ""),
        text(words.subject("search")["texts"][item.found.field], Tone.QUIET),
        _snippet(item.found, words.lang),
    )


def _snippet(found: Found, lang: str | None) -> Cell:
    """Return a text, or the part of a longer one around what was found, the words strong; with its language."""
    whole = "".join(" " if char.isspace() else char for char in found.text)
    start, end = _window(whole, found.spots[0][0] if found.spots else 0)
    pieces = [Span("… ")] if start else []
    at = start
    for first, last in found.spots:
        if start <= first < end:
            pieces += [Span(whole[at:first]), Span(whole[first : min(last, end)], Tone.STRONG)]
            at = min(last, end)
    pieces.append(Span(whole[at:end] + (" …" if end < len(whole) else "")))
    if lang and found.lang not in (None, lang):
        pieces.append(Span(f" [{found.lang}]"))
    return tuple(piece for piece in pieces if piece.text)


def _window(whole: str, spot: int) -> tuple[int, int]:
    """Return the part of a text to show, between words, with the character at ``spot`` in it."""
    if len(whole) <= _ROOM:
        return 0, len(whole)
    start = max(spot - _BEFORE, 0)
    start = whole.find(" ", start, spot) + 1 or start if start else 0
    if start + _ROOM >= len(whole):
        return start, len(whole)
    end = whole.rfind(" ", spot, start + _ROOM)
    return start, end if end > spot else start + _ROOM


def _more(shown: Shown, words: Words) -> Iterator[str]:
    """Yield what was found and is not shown."""
    for edition, found in shown.outcome.catalogue:
        if n := len(found[shown.most :]) if shown.most else 0:
            yield words.say("search.more_indicators", n=n, framework=edition.id)
    for group in shown.outcome.groups:
        if n := len(group.passages[shown.most :]) if shown.most else 0:
            yield words.say("search.more_texts", n=n, profile=group.profile.name)
    if n := shown.outcome.left:
        yield words.say("search.more_profiles", n=n)


def _steps(shown: Shown, words: Words, *, more: bool) -> Iterator[tuple[str, str]]:
    """Yield how to read on at the first thing of each kind, and how to see all."""
    for edition, found in shown.outcome.catalogue[:]:
        if found:
            yield _explain(found[0], edition, shown, words)
            break
    for group in shown.outcome.groups[:1]:
        domain = group.passages[0].domain
        of = f" --domain {group.framework.domain(domain).number}" if domain else " --findings"
        said = words.say("search.next_show", profile=group.profile.name)
        yield f"mgi show{shown.again(group.named)}{of}", said
    if more:
        yield f"mgi search{shown.again(*shown.query.asked.split())} --limit 0", words.say("search.next_all")


def _explain(entry: Entry, edition: Framework, shown: Shown, words: Words) -> tuple[str, str]:
    options = shown.again(without="--profiles", framework=edition.id)
    if entry.kind == "indicator":
        return f"mgi explain {entry.id}{options}", words.say("search.next_explain", code=entry.id)
    number = edition.domain(entry.domain).number
    return f"mgi indicators{options} --domain {number}", words.say("search.next_domain")


def _near(shown: Shown, words: Words) -> Iterator[tuple[str, str]]:
    said = words.say("search.next_alone" if len(shown.near) > 1 else "search.next_near")
    for asked in shown.near:
        yield f"mgi search{shown.again(*asked.split())}", said


# For spreadsheets and programs


def _flat(shown: Shown) -> Flat:
    heads = (
        *("kind", "framework", "profile", "place", "illustrative", "domain", "indicator", "key", "label", "field"),
        *("match", "lang", "text"),
    )
    rows = [
        (item.kind, item.framework, None, None, None, item.domain, *_ids(item), item.label, *_cells(item.found))
        for _, found in shown.outcome.catalogue
        for item in found[: shown.most]
    ]
    rows += [
        (
            *("text", group.profile.framework, group.profile.name, group.profile.place.name),
            *("yes" if group.profile.illustrative else "no", item.domain, item.indicator, item.key),
            *(group.framework.text(item.indicator).label if item.indicator else None, *_cells(item.found)),
        )
        for group in shown.outcome.groups
        for item in group.passages[: shown.most]
    ]
    return Flat(heads=heads, rows=tuple(rows))


def _ids(item: Entry) -> tuple[str | None, str | None]:
    """Return the code of an indicator, and the key of anything else."""
    return (item.id, None) if item.kind == "indicator" else (None, item.id)


def _cells(found: Found) -> tuple[str | None, ...]:
    return found.field, str(found.match), found.lang, found.text


def _document(shown: Shown) -> dict[str, Any]:
    outcome = shown.outcome
    return {
        "query": shown.query.asked,
        "words": list(shown.query.words),
        "limit": shown.limit,
        "indicators": [
            {"framework": item.framework, "kind": item.kind, "id": item.id, "domain": item.domain}
            | {"subdomain": item.subdomain, "label": item.label, **_found_part(item.found)}
            for _, found in outcome.catalogue
            for item in found[: shown.most]
        ],
        "profiles": [
            common.profile_part(group.profile, group.framework)
            | {
                "found": len(group.passages),
                "texts": [
                    {"indicator": item.indicator, "key": item.key, "domain": item.domain, **_found_part(item.found)}
                    for item in group.passages[: shown.most]
                ],
            }
            for group in outcome.groups
        ],
        "found": {edition.id: len(found) for edition, found in outcome.catalogue},
        "more_profiles": outcome.left,
        "near": list(shown.near),
        "not_readable": [str(path) for path in outcome.unread],
    }


def _found_part(found: Found) -> dict[str, Any]:
    return {
        "field": found.field,
        "match": str(found.match),
        "text": found.text,
        "lang": found.lang,
        "spots": [list(spot) for spot in found.spots],
    }
