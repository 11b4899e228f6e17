"""A new profile: its head filled in, and the question of every indicator beside a status that waits for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.model import Status
from mgi_cli.reading import fragments, shape
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.model import Domain, Framework, Subdomain

_WIDTH = 96


class Beginning(Value):
    """What is known when an assessment begins. ``place`` and ``assessment`` are trees of the profile format."""

    place: Mapping[str, Any]
    assessment: Mapping[str, Any]
    illustrative: bool = False


def profile(beginning: Beginning, framework: Framework, sentences: Mapping[str, str]) -> str:
    """Return the text of a new profile; ``sentences`` are the comments by name, see ``data/words/en/new.yaml``."""
    head: dict[str, Any] = {"format": shape.FORMAT, "framework": framework.id}
    if beginning.illustrative:
        head["illustrative"] = True
    head |= {"place": dict(beginning.place), "assessment": dict(beginning.assessment)}
    parts = [*comment(sentences["head"]), *(fragments.entry(key, value, head=True) for key, value in head.items())]
    for section in ("sources", "findings"):
        parts += ["\n", *comment(sentences[section]), f"{section}:\n"]
    parts += ["\n", *comment(sentences["answers"]), "answers:\n", *_answers(framework)]
    return "".join(parts)


def _answers(framework: Framework) -> Iterator[str]:
    for domain in framework.domains:
        yield f"\n  {domain_heading(domain)}\n"
        for subdomain in domain.subdomains:
            yield f"\n  {subdomain_heading(subdomain)}\n"
            for indicator in subdomain.indicators:
                text = framework.text(indicator.id)
                yield from comment(text.question, 2)
                waiting = {"status": str(Status.NOT_ASSESSED)}
                yield fragments.entry(indicator.id, waiting, 2, comment=text.label)


def domain_heading(domain: Domain) -> str:
    """Return the comment that stands above the answers of a domain."""
    return f"# {domain.number} {domain.name}"


def subdomain_heading(subdomain: Subdomain) -> str:
    """Return the comment that stands above the answers of a sub-domain."""
    return f"# {subdomain.id} {subdomain.name}"


def comment(text: str, indent: int = 0) -> Iterator[str]:
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
