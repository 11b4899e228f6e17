"""Whole profiles as one document for programs: as ``mgi show`` tells each, with everything else that is in its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.judging.summary import summarise
from mgi_cli.views import common

if TYPE_CHECKING:
    from mgi_cli.model import Framework, PlannedAction, Profile, Proposal, Stage
    from mgi_cli.views.data import Dataset

Tree = dict[str, Any]


def document(data: Dataset) -> Tree:
    """Return the keys of the document without the envelope (design §6)."""
    return {
        "without_names": data.nameless,
        "frameworks": [_framework(framework) for framework in data.frameworks.values()],
        "profiles": [_profile(profile, framework) for profile, framework in data.profiles],
    }


def _framework(framework: Framework) -> Tree:
    return {
        "id": framework.id,
        "level": framework.level,
        "edition": framework.edition,
        "title": framework.title,
        "basis": framework.basis,
        "mapping": framework.mapping,
        "lang": framework.lang,
    }


def _profile(profile: Profile, framework: Framework) -> Tree:
    counted = summarise(profile, framework.domains)
    return {
        "profile": {
            **common.profile_part(profile, framework),
            "language": profile.assessment.language,
            "basis_translations": dict(profile.assessment.basis_translations),
        },
        "domains": [
            {"id": domain.id, "number": domain.number, "name": domain.name}
            | common.counts_part(counted.domains[domain.id])
            for domain in framework.domains
        ],
        "totals": common.counts_part(counted.totals),
        "answers": [
            common.answer_part(profile.answers[key], indicator, framework.text(key).label)
            for key, indicator in framework.indicators.items()
            if key in profile.answers
        ],
        "findings": [common.finding_part(finding, profile) for finding in profile.findings.values()],
        "sources": common.sources_part(profile),
        "proposals": [_proposal(item, framework) for item in profile.proposals],
        "stages": [_stage(stage) for stage in profile.stages],
        "plan": [
            {"indicator": key, "label": framework.text(key).label, "actions": [_action(item) for item in actions]}
            for key, actions in profile.plan.items()
        ],
        "unplaced": [{"text": item.text, "from": item.under} for item in profile.unplaced],
        "own": [{"route": list(entry.route), "text": entry.text} for entry in profile.own],
    }


def _proposal(proposal: Proposal, framework: Framework) -> Tree:
    return {
        "indicator": proposal.indicator,
        "label": framework.text(proposal.indicator).label,
        "status": str(proposal.status),
        "finding": proposal.finding,
        "confidence": proposal.confidence,
        "because": proposal.because,
        "origin": proposal.origin,
    }


def _stage(stage: Stage) -> Tree:
    return {"stage": stage.stage, "start": stage.start, "end": stage.end, "participants": list(stage.participants)}


def _action(action: PlannedAction) -> Tree:
    return {
        "action": action.action,
        "priority": action.priority,
        "owner": action.owner,
        "due": action.due,
        "budget": action.budget,
        "success": action.success,
    }
