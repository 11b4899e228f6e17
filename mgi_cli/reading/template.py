"""A new profile: its head filled in, and the question of every indicator beside a status that waits for an answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mgi_cli.model import Status
from mgi_cli.reading import fragments, shape
from mgi_cli.text import fold
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.model import Framework

_WIDTH = 96


class Beginning(Value):
    """What is known when an assessment begins. ``place`` and ``assessment`` are trees of the profile format."""

    place: Mapping[str, Any]
    assessment: Mapping[str, Any]
    illustrative: bool = False


def place_id(country: str, name: str) -> str:
    """Return the id of a place: the same for the same country and name, whatever accents and capitals."""
    slug = re.sub("[^a-z0-9]+", "-", fold(name)).strip("-")
    return f"{country.lower()}-{slug}" if slug else country.lower()


def profile(beginning: Beginning, framework: Framework, sentences: Mapping[str, str]) -> str:
    """Return the text of a new profile; ``sentences`` are the comments by name, see ``data/words/en/new.yaml``."""
    head: dict[str, Any] = {"format": shape.FORMAT, "framework": framework.id}
    if beginning.illustrative:
        head["illustrative"] = True
    head |= {"place": dict(beginning.place), "assessment": dict(beginning.assessment)}
    parts = [*_comment(sentences["head"]), *(fragments.entry(key, value, head=True) for key, value in head.items())]
    for section in ("sources", "findings"):
        parts += ["\n", *_comment(sentences[section]), f"{section}:\n"]
    parts += ["\n", *_comment(sentences["answers"]), "answers:\n", *_answers(framework)]
    return "".join(parts)


def _answers(framework: Framework) -> Iterator[str]:
    for domain in framework.domains:
        yield f"\n  # {domain.number} {domain.name}\n"
        for subdomain in domain.subdomains:
            yield f"\n  # {subdomain.id} {subdomain.name}\n"
            for indicator in subdomain.indicators:
                text = framework.text(indicator.id)
                yield from _comment(text.question, 2)
                waiting = {"status": str(Status.NOT_ASSESSED)}
                yield fragments.entry(indicator.id, waiting, 2, comment=text.label)


def _comment(text: str, indent: int = 0) -> Iterator[str]:
    """Yield a text as lines of comment; its own line breaks stay."""
    for paragraph in text.split("\n"):
        if paragraph.startswith(" "):  # an example, in the layout of YAML
            yield f"{' ' * indent}# {paragraph}\n"
            continue
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > _WIDTH - indent - 2:
                yield f"{' ' * indent}# {line}\n"
                line = ""
            line = f"{line} {word}".strip()
        yield f"{' ' * indent}# {line}".rstrip() + "\n"
