"""From a plain tree of the right shape to the model. Nothing here can fail on a tree that the schema accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli import model
from mgi_cli.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Tree = dict[str, Any]


def profile(name: str, tree: Tree) -> model.Profile:
    """Return the profile that a tree accepted by the profile schema describes."""
    assessment = tree["assessment"]
    lang = assessment.get("language")
    return model.Profile(
        name=name,
        framework=tree["framework"],
        illustrative=tree.get("illustrative", False),
        place=model.Place(**_without_extras(tree["place"])),
        assessment=model.Assessment(**_without_extras({"language": None, **assessment})),
        sources={key: model.Source(id=key, **_without_extras(item)) for key, item in _section(tree, "sources")},
        findings={key: _finding(key, item, lang) for key, item in _section(tree, "findings")},
        answers={key: _answer(key, item) for key, item in _section(tree, "answers")},
        proposals=tuple(_proposal(item) for item in tree.get("proposals", ())),
        stages=tuple(_stage(item) for item in tree.get("stages", ())),
        plan={key: tuple(_action(item) for item in actions) for key, actions in _section(tree, "plan")},
        unplaced=tuple(_unplaced(item) for item in tree.get("unplaced", ())),
        own=tuple(_own(tree)),
        kept=_kept(tree),
    )


def _section(tree: Tree, key: str) -> Any:
    return (tree.get(key) or {}).items()


def _without_extras(tree: Tree) -> Tree:
    return {key: value for key, value in tree.items() if not key.startswith("x-")}


def _finding(key: str, tree: Tree, lang: str | None) -> model.KeyFinding:
    return model.KeyFinding(
        id=key,
        domain=tree["domain"],
        kind=model.Kind(tree["kind"]),
        text=Text(value=tree["text"], lang=lang),
        translations=tree.get("translations", {}),
        sources=tuple(tree.get("sources", ())),
    )


def _answer(key: str, tree: Tree) -> model.Answer:
    return model.Answer(
        indicator=key,
        status=model.Status(tree["status"]),
        reason=tree.get("reason"),
        findings=tuple(tree.get("findings", ())),
        evidence=tuple(_evidence(item) for item in tree.get("evidence", ())),
        note=tree.get("note"),
        assessed_on=tree.get("assessed_on"),
        assessed_by=tree.get("assessed_by"),
    )


def _evidence(tree: Tree) -> model.Evidence:
    kept = _without_extras(tree)
    return model.Evidence(**{**kept, "sources": tuple(kept.get("sources", ()))})


def _proposal(tree: Tree) -> model.Proposal:
    kept = _without_extras(tree)
    return model.Proposal(**{**kept, "status": model.Status(kept["status"])})


def _stage(tree: Tree) -> model.Stage:
    kept = _without_extras(tree)
    return model.Stage(**{**kept, "participants": tuple(kept.get("participants", ()))})


def _action(tree: Tree) -> model.PlannedAction:
    return model.PlannedAction(**_without_extras(tree))


def _unplaced(tree: Tree) -> model.Unplaced:
    return model.Unplaced(text=str(tree.get("text") or ""), under=str(tree.get("from") or ""))


def _kept(tree: Tree) -> dict[str, dict[str, model.Answer]]:
    """Return the answers under ``unmoved`` by edition and indicator, with what they cite that the profile has.

    Nobody has checked the shape of what stands there; what is no answer is passed over.
    """
    unmoved = tree.get("unmoved")
    editions = unmoved.items() if isinstance(unmoved, dict) else ()
    found = {edition: _kept_answers(left, tree) for edition, left in editions if isinstance(left, dict)}
    return {edition: answers for edition, answers in found.items() if answers}


def _kept_answers(left: Tree, tree: Tree) -> dict[str, model.Answer]:
    written = left.get("answers")
    answers = {
        code: _answer(code, item)
        for code, item in (written.items() if isinstance(written, dict) else ())
        if _is_answer(item)
    }
    return {code: _citing(answer, tree) for code, answer in answers.items()}


def _citing(answer: model.Answer, tree: Tree) -> model.Answer:
    """Return an answer without the findings and sources that the profile does not have."""
    findings, sources = tree.get("findings") or {}, tree.get("sources") or {}
    pieces = (item.but(sources=tuple(key for key in item.sources if key in sources)) for item in answer.evidence)
    return answer.but(findings=tuple(key for key in answer.findings if key in findings), evidence=tuple(pieces))


def _is_answer(tree: Any) -> bool:
    """Return whether something that no schema has accepted is of the shape of an answer."""
    if not isinstance(tree, dict) or tree.get("status") not in tuple(model.Status):
        return False
    evidence = tree.get("evidence", [])
    pieces = evidence if isinstance(evidence, list) else [None]
    return _holds(tree, "reason", "note", "assessed_on", "assessed_by", lists=("findings",)) and all(
        isinstance(item, dict) and "text" in item and _holds(item, "text", "date", "valid_until", lists=("sources",))
        for item in pieces
    )


def _holds(tree: Tree, *texts: str, lists: tuple[str, ...]) -> bool:
    """Return whether texts are texts and lists hold texts, where they are given."""
    items = [tree.get(name, []) for name in lists]
    return all(isinstance(tree.get(name, ""), str) for name in texts) and all(
        isinstance(item, list) and all(isinstance(key, str) for key in item) for item in items
    )


def _own(tree: Any, route: tuple[str, ...] = ()) -> Iterator[model.OwnEntry]:
    """Yield what stands under keys that the format does not know: each text with the way to it."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree, 1) if isinstance(tree, list) else ()
    for key, value in inside:
        way = (*route, str(key))
        if _is_own(way):
            yield from _leaves(value, way)
        else:
            yield from _own(value, way)


def _is_own(way: tuple[str, ...]) -> bool:
    if way[0] == "unplaced" and len(way) == 3:
        return way[2] not in ("text", "from")
    return way[-1].startswith("x-") or way == ("unmoved",)


def _leaves(value: Any, route: tuple[str, ...]) -> Iterator[model.OwnEntry]:
    inside = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else None
    if inside is None:
        yield model.OwnEntry(route=route, text="" if value is None else str(value))
        return
    for key, item in inside:
        yield from _leaves(item, (*route, str(key)))


def domains(structure: Tree, names: Tree) -> tuple[model.Domain, ...]:
    """Return the domains of a framework from its structure and its names in one language."""
    return tuple(
        model.Domain(
            id=domain["id"],
            number=number,
            name=names["domains"][domain["id"]],
            subdomains=tuple(_subdomain(domain["id"], item, names) for item in domain["subdomains"]),
        )
        for number, domain in enumerate(structure["domains"], 1)
    )


def _subdomain(domain: str, tree: Tree, names: Tree) -> model.Subdomain:
    return model.Subdomain(
        id=tree["id"],
        name=names["subdomains"][tree["id"]],
        indicators=tuple(_indicator(domain, tree["id"], item) for item in tree["indicators"]),
    )


def _indicator(domain: str, subdomain: str, tree: Tree) -> model.Indicator:
    return model.Indicator(
        id=tree["id"],
        domain=domain,
        subdomain=subdomain,
        gcm=tuple(tree.get("gcm", ())),
        gcm_principles=tuple(model.Principle(item) for item in tree.get("gcm_principles", ())),
        sdg=tuple(tree.get("sdg", ())),
    )


def framework(structure: Tree, names: Tree, lang: str, texts: Mapping[str, model.DomainText]) -> model.Framework:
    """Return a framework from its structure, its names in ``lang`` and its longer texts by domain."""
    return model.Framework(
        id=structure["id"],
        level=structure["level"],
        edition=structure["edition"],
        title=names["title"],
        basis=names["basis"],
        mapping=names["mapping"],
        lang=lang,
        scale={model.Status(key): model.StatusText(**names["scale"][key]) for key in structure["scale"]},
        domains=domains(structure, names),
        texts=texts,
    )


def domain_text(tree: Tree, lang: str, fallback: Tree | None, fallback_lang: str) -> model.DomainText:
    """Return the texts of a domain in ``lang``; an indicator that is missing there comes from ``fallback``."""
    indicators = {
        key: _indicator_text(item, fallback_lang) for key, item in (fallback or {}).get("indicators", {}).items()
    }
    indicators |= {key: _indicator_text(item, lang) for key, item in tree["indicators"].items()}
    return model.DomainText(
        country=tree["looks_at"]["country"], city=tree["looks_at"]["city"], indicators=indicators, lang=lang
    )


def _indicator_text(tree: Tree, lang: str) -> model.IndicatorText:
    return model.IndicatorText(
        label=tree["label"],
        question=tree["question"],
        present=tree["present"],
        partial=tree["partial"],
        evidence=tuple(tree["evidence"]),
        lang=lang,
    )
