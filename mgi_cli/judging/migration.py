"""What becomes of a profile that moves to another edition: its tree there, and a decision on every indicator.

An answer goes over where the question stayed what it was. Where questions were split or merged, answers are proposed.
What does not go over stays in the profile under ``unmoved``, by the edition that it belongs to and in the form that it
had there, and comes back when the profile does.
"""

from __future__ import annotations

import copy
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError
from mgi_cli.judging.case import entries, word
from mgi_cli.judging.editions import Relation
from mgi_cli.model import MovedFrom, Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mgi_cli.judging.editions import EditionMapping, Link
    from mgi_cli.location import Route
    from mgi_cli.model import Framework

Tree = dict[str, Any]

UNMOVED = "unmoved"
BY_INDICATOR = ("answers", "plan")
"""The sections of a profile that hold entries by indicator."""


class Outcome(StrEnum):
    """What became of what a profile says, in the order shown: first what a person has to look at."""

    PROPOSED = "proposed"
    KEPT = "kept"
    RETURNED = "returned"
    MOVED = "moved"
    OPEN = "open"


class Hindrance(StrEnum):
    """Why an answer does not go where its question is."""

    SCALE = "scale"
    ANSWERED = "answered"
    CITES = "cites"


class Decision(Value):
    """What became of an entry of a profile, and why.

    ``section`` is that of the entry: ``answers`` for each indicator of the two editions, answered or not; ``plan``,
    ``proposals`` and ``findings`` where there are such. ``old`` and ``new`` are codes of indicators, or ids of the
    domains of a finding, whose ``key`` is given. What was left in the new edition and still has no place there, has
    no code of the old one. ``relation`` is what became of the indicator, ``reason`` why.
    """

    section: str
    outcome: Outcome
    old: tuple[str, ...]
    new: tuple[str, ...]
    relation: Relation | None = None
    key: str = ""
    status: Status | None = None
    hindrance: Hindrance | None = None
    reason: str = ""


class Because(Value):
    """Why an answer is proposed: what the indicators ``codes`` of an edition were answered, and the link they are in.

    ``whole`` says that these are all indicators of the edition that are in it.
    """

    link: Link
    edition: str
    codes: tuple[str, ...]
    status: Status
    whole: bool


class Migration(Value):
    """A profile in another edition: its tree, the decisions, and where entries that changed their place come from.

    ``origins`` holds, by the route in the new tree, the route of the equal entry in the old one.
    """

    mapping: EditionMapping
    tree: Tree
    origins: Mapping[Route, Route]
    decisions: tuple[Decision, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many answers had an outcome."""
        return sum(item.section == "answers" and item.outcome is outcome for item in self.decisions)


def migrate(
    tree: Tree, mapping: EditionMapping, old: Framework, new: Framework, tell: Callable[[Because], str]
) -> Migration:
    """Return what becomes of a profile, given as the tree of a file without errors, along a mapping.

    ``tell`` puts in words why an answer is proposed. Raises ``MgiError`` where ``unmoved`` holds something else than
    a move left there, or has another answer already to an indicator whose answer would go there.
    """
    move = _Move(tree, mapping, old, new, tell)
    move.return_findings()
    for section in BY_INDICATOR:
        move.section(section)
    move.settle_findings()
    move.proposals()
    return Migration(
        mapping=mapping, tree=move.tree(), origins=move.origins, decisions=(*_decisions(move), *move.others)
    )


def propose(
    answers: Tree, mapping: EditionMapping, new: Framework, known: Tree, tell: Callable[[Because], str]
) -> Iterator[Tree]:
    """Yield the proposals for indicators that others were split into or merged to, in the order of the mapping.

    One for each status that was answered. ``answers`` are those of the earlier edition; ``known`` holds the findings by
    key that a proposal may name.
    """
    for link in mapping.links:
        if link.relation not in (Relation.SPLIT, Relation.MERGED):
            continue
        given = {code: Status(answers[code]["status"]) for code in link.old if code in answers}
        for status in dict.fromkeys(status for status in given.values() if status.is_answer and status in new.scale):
            codes = tuple(code for code, other in given.items() if other is status)
            whole = len(codes) == len(link.old)
            because = tell(Because(link=link, edition=mapping.old, codes=codes, status=status, whole=whole))
            cited = (key for code in codes for key in answers[code].get("findings", ()) if key in known)
            finding = next(cited, None)
            for target in link.new:
                yield {
                    "indicator": target,
                    "status": str(status),
                    **({"finding": finding} if finding else {}),
                    "because": because,
                    "origin": str(MovedFrom(framework=mapping.old, indicators=codes)),
                }


class _Move:
    """A profile on its way: what is made of it, what is left behind, and what comes back."""

    def __init__(
        self, tree: Tree, mapping: EditionMapping, old: Framework, new: Framework, tell: Callable[[Because], str]
    ) -> None:
        """Begin with what was left behind before; raises ``MgiError`` where that is something else."""
        self.before, self.mapping, self.old, self.new, self.tell = tree, mapping, old, new, tell
        self.kept = _kept(tree, (old.id, new.id))
        self.back: Tree = self.kept.pop(new.id)
        self.made: dict[str, Any] = {"findings": dict(_section(tree, "findings")), "proposals": []}
        self.origins: dict[Route, Route] = {}
        self.fates: dict[tuple[str, str], tuple[Outcome, Hindrance | None]] = {}
        self.arrived: dict[tuple[str, str], tuple[Outcome, Hindrance | None]] = {}
        self.others: list[Decision] = []

    def section(self, name: str) -> None:
        """Move the entries of a section that holds them by indicator, and take back those that were left behind."""
        made: Tree = {}
        for code, entry in _section(self.before, name).items():
            target = self.mapping.carried.get(code)
            hindrance = self._hindrance(name, entry, {}, target or "")
            if target is None or hindrance:
                self._leave(name, code, entry)
                self.fates[name, code] = (Outcome.KEPT, hindrance if target else None)
            else:
                made[target] = entry
                self.origins[name, target] = (name, code)
                self.fates[name, code] = (Outcome.MOVED, None)
        self._return(name, made)
        self.made[name] = {code: made[code] for code in self.new.indicators if code in made}

    def _return(self, name: str, made: Tree) -> None:
        waiting = _section(self.back, name)
        for code, entry in list(waiting.items()):
            if code not in self.new.indicators:
                continue
            hindrance = self._hindrance(name, entry, made, code)
            self.arrived[name, code] = (Outcome.KEPT if hindrance else Outcome.RETURNED, hindrance)
            if not hindrance:
                made[code] = waiting.pop(code)
                self.origins[name, code] = (UNMOVED, self.new.id, name, code)

    def _hindrance(self, name: str, entry: Any, made: Tree, target: str) -> Hindrance | None:
        """Return why an entry cannot stand in the new edition under a code, if so."""
        if target in made:
            return Hindrance.ANSWERED
        if name != "answers":
            return None
        if word(entry, "status") not in self.new.scale:
            return Hindrance.SCALE
        sources = _section(self.before, "sources")
        cited = [key for item in entries(entry, "evidence") for key in entries(item, "sources")]
        is_known = _are_in(entries(entry, "findings"), self.made["findings"]) and _are_in(cited, sources)
        return None if is_known else Hindrance.CITES

    def _leave(self, section: str, key: str, entry: Any) -> None:
        """Keep an entry of the old edition; raises ``MgiError`` where another one is kept under its key already."""
        inside = self.kept[self.old.id][section]
        if inside.get(key, entry) != entry:
            raise MgiError("unmoved_twice", key=key, framework=self.old.id)
        inside[key] = entry
        self.origins[UNMOVED, self.old.id, section, key] = (section, key)

    # Findings

    def return_findings(self) -> None:
        """Take back the findings that were left behind whole."""
        waiting = _section(self.back, "findings")
        known = [domain.id for domain in self.new.domains]
        for key, entry in list(waiting.items()):
            if "text" not in entry and key not in self.made["findings"]:
                del waiting[key]  # where it was, and the finding itself is gone
            elif "text" in entry and entry.get("domain") in known and key not in self.made["findings"]:
                self.made["findings"][key] = waiting.pop(key)
                self.origins["findings", key] = (UNMOVED, self.new.id, "findings", key)
                self._told_finding(key, Outcome.RETURNED, (), (entry["domain"],))

    def settle_findings(self) -> None:
        """Give each finding its domain in the new edition; one that has none there and informs nothing is left."""
        for key, finding in _section(self.before, "findings").items():
            was = finding["domain"]
            domain = self._domain(key, was)
            if domain is None:
                del self.made["findings"][key]
                self._leave("findings", key, finding)
                self._told_finding(key, Outcome.KEPT, (was,), ())
                continue
            self.made["findings"][key] = {**finding, "domain": domain}
            if domain != was:
                self._told_finding(key, Outcome.MOVED, (was,), (domain,))
            cited = _citing(_section(self.before, "answers"), key, self.old)
            if self.mapping.backwards().domain_of(domain, cited, self.old) != was:
                self.kept[self.old.id]["findings"][key] = {"domain": was}

    def _domain(self, key: str, was: str) -> str | None:
        """Return the domain of a finding in the new edition: what it was there, or where its answers are."""
        known = [domain.id for domain in self.new.domains]
        kept = _section(self.back, "findings")
        left = kept.get(key, {}).get("domain")
        if left in known and "text" not in kept[key]:
            del kept[key]
            came_from = self.mapping.backwards().domains_of(left)
            if was in came_from or not came_from:
                return str(left)
        return self.mapping.domain_of(was, _citing(self.made["answers"], key, self.new), self.new)

    def _told_finding(self, key: str, outcome: Outcome, old: tuple[str, ...], new: tuple[str, ...]) -> None:
        links = (link for link in self.mapping.domains if set(old) & set(link.old) or set(new) & set(link.new))
        reason = next((link.reason for link in links), "")
        self.others.append(Decision(section="findings", outcome=outcome, old=old, new=new, key=key, reason=reason))

    # Proposals

    def proposals(self) -> None:
        """Move what was proposed for questions that stayed, take back what was left, and propose anew."""
        made: list[Tree] = []
        again = [_bare(item) for item in self._proposed(self.made["answers"], backwards=True)]
        for item in self.before.get("proposals") or ():
            target = self.mapping.carried.get(item["indicator"])
            if target and item["status"] in self.new.scale:
                made.append({**item, "indicator": target})
                self._told_proposal(item, Outcome.MOVED, (target,))
            elif _bare(item) not in again:  # what can be made again from what has come back is not kept
                self.kept[self.old.id]["proposals"].append(item)
                self._told_proposal(item, Outcome.KEPT, ())
        made += self._returned_proposals()
        fresh = (item for item in self._proposed(_section(self.before, "answers")) if not self._is_answered(item))
        for item in fresh:
            made.append(item)
            came = MovedFrom.read(item["origin"])
            for code in came.indicators if came else ():
                self.fates["answers", code] = (Outcome.PROPOSED, None)
        self.made["proposals"] = made

    def _proposed(self, answers: Tree, *, backwards: bool = False) -> Iterator[Tree]:
        if backwards:
            known = _section(self.before, "findings")
            return propose(answers, self.mapping.backwards(), self.old, known, lambda _: "")
        return propose(answers, self.mapping, self.new, self.made["findings"], self.tell)

    def _is_answered(self, proposal: Tree) -> bool:
        answer = self.made["answers"].get(proposal["indicator"])
        return answer is not None and Status(answer["status"]).is_answer

    def _returned_proposals(self) -> Iterator[Tree]:
        waiting = self.back["proposals"]
        for item in list(waiting):
            if word(item, "indicator") in self.new.indicators and word(item, "status") in self.new.scale:
                waiting.remove(item)
                self._told_proposal(item, Outcome.RETURNED, (item["indicator"],))
                yield item

    def _told_proposal(self, item: Tree, outcome: Outcome, new: tuple[str, ...]) -> None:
        came_back = outcome is Outcome.RETURNED
        link = (self.mapping.by_new if came_back else self.mapping.by_old)[item["indicator"]]
        self.others.append(
            Decision(
                section="proposals",
                outcome=outcome,
                old=() if came_back else (item["indicator"],),
                new=new,
                relation=link.relation,
                status=Status(item["status"]),
                reason=link.reason,
            )
        )

    def tree(self) -> Tree:
        """Return the profile as it is in the new edition."""
        tree = {**self.before, "framework": self.new.id}
        for name, made in self.made.items():
            if made:
                tree[name] = made
            elif tree.get(name):  # it has become empty
                tree[name] = None
                if name not in ("answers", "findings"):
                    del tree[name]
        left = {**self.kept, self.new.id: self.back}
        ours = {edition: _filled(left.pop(edition)) for edition in (self.old.id, self.new.id)}
        left |= {edition: sections for edition, sections in ours.items() if sections}
        if left:
            tree[UNMOVED] = left
        elif tree.get(UNMOVED):
            del tree[UNMOVED]
        return tree


def _section(tree: Tree, name: str) -> Tree:
    """Return a section of a profile, an empty one where there is none."""
    return tree.get(name) or {}


def _citing(answers: Tree, key: str, framework: Framework) -> list[str]:
    """Return the domains of the answers that cite a finding, in the framework's order."""
    cited = (code for code in framework.indicators if key in answers.get(code, {}).get("findings", ()))
    return [framework.indicators[code].domain for code in cited]


def _are_in(keys: list[Any], section: Tree) -> bool:
    return all(isinstance(key, str) and key in section for key in keys)


def _kept(tree: Tree, editions: tuple[str, ...]) -> Tree:
    """Return a copy of what was left behind, with all sections of the editions, be they empty.

    Raises ``MgiError`` where something else stands there than a move leaves.
    """
    kept = copy.deepcopy(tree.get(UNMOVED) or {})
    if not isinstance(kept, dict):
        raise MgiError("unmoved_shape")
    for edition in editions:
        left = kept.get(edition) or {}
        if not isinstance(left, dict):
            raise MgiError("unmoved_shape")
        by_key = {name: left.get(name) or {} for name in (*BY_INDICATOR, "findings")}
        proposals = left.get("proposals") or []
        are_entries = all(isinstance(section, dict) for section in by_key.values()) and isinstance(proposals, list)
        if not are_entries or not all(isinstance(item, dict) for item in (*by_key["findings"].values(), *proposals)):
            raise MgiError("unmoved_shape")
        kept[edition] = {**left, **by_key, "proposals": proposals}
    return kept


def _filled(sections: Tree) -> Tree:
    """Return what is kept of an edition without the sections that are empty."""
    names = (*BY_INDICATOR, "findings", "proposals")
    return {name: item for name, item in sections.items() if item or name not in names}


def _bare(proposal: Tree) -> Tree:
    """Return a proposal without the words that led to it, which may be in any language."""
    return {name: item for name, item in proposal.items() if name != "because"}


# The decisions


def _decisions(move: _Move) -> Iterator[Decision]:
    """Yield a decision on each indicator of the old edition, then on those that only the new one has."""
    for name in BY_INDICATOR:
        for code in move.old.indicators:
            yield from _of_old(move, name, code)
        for code in move.new.indicators:
            yield from _of_new(move, name, code)


def _of_old(move: _Move, name: str, code: str) -> Iterator[Decision]:
    link = move.mapping.by_old[code]
    outcome, hindrance = move.fates.get((name, code), (Outcome.OPEN, None))
    target = move.mapping.carried.get(code)
    came_back = target is not None and move.arrived.get((name, target), (None, None))[0] is Outcome.RETURNED
    if outcome is Outcome.OPEN and came_back:
        return  # told of the indicator of the new edition
    if name != "answers" and outcome is Outcome.OPEN:
        return
    if name == "answers" and outcome is Outcome.KEPT and not hindrance and link.new:
        hindrance = _why_not_proposed(move, code, link)
    entry = _section(move.before, "answers").get(code) if name == "answers" else None
    yield Decision(
        section=name,
        outcome=outcome,
        old=(code,),
        new=link.new,
        relation=link.relation,
        status=Status(entry["status"]) if entry else None,
        hindrance=hindrance,
        reason=link.reason,
    )


def _why_not_proposed(move: _Move, code: str, link: Link) -> Hindrance | None:
    """Return why the answer to an indicator that was split or merged is not even proposed."""
    status = Status(_section(move.before, "answers")[code]["status"])
    if status not in move.new.scale:
        return Hindrance.SCALE
    is_answered = all(target in move.made["answers"] for target in link.new)
    return Hindrance.ANSWERED if is_answered and status.is_answer else None


def _of_new(move: _Move, name: str, code: str) -> Iterator[Decision]:
    link = move.mapping.by_new[code]
    arrived = move.arrived.get((name, code))
    if arrived is None and (name != "answers" or link.relation is not Relation.NEW):
        return
    outcome, hindrance = arrived or (Outcome.OPEN, None)
    entry = move.made[name].get(code) if name == "answers" and outcome is Outcome.RETURNED else None
    yield Decision(
        section=name,
        outcome=outcome,
        old=() if hindrance else link.old,
        new=(code,),
        relation=link.relation,
        status=Status(entry["status"]) if entry else None,
        hindrance=hindrance,
        reason=link.reason,
    )
