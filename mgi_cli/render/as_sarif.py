"""What ``validate`` found as SARIF 2.1.0, the format that code hosts and editors read."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mgi_cli import __version__
from mgi_cli.render.telling import sentences
from mgi_cli.text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
"""The name by which GitHub and others know the folder that relative paths start from."""

_BREAKS = ["\r\n", "\n", "\r", "\x85", "\u2028", "\u2029"]  # where YAML 1.1, and so mgi, breaks lines

Tree = dict[str, Any]


def render(report: Report, surface: Surface) -> str:
    """Return a SARIF log of one run; in ASCII, so that no console's encoding can spoil it."""
    run = _run(report.document(), report.lang)
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _run(document: Mapping[str, Any], lang: str) -> Tree:
    codes = document["codes"]
    rules = [_rule(code, codes[code]) for code in codes]
    index = {code: number for number, code in enumerate(codes)}
    files = [{"location": _file(path), "roles": ["analysisTarget"]} for path in dict.fromkeys(document["paths"])]
    return {
        "tool": {"driver": {"name": "mgi", "version": __version__, "language": lang, "rules": rules}},
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": _BREAKS,
        "artifacts": files,
        "results": [_result(problem, index[problem["code"]]) for problem in document["diagnostics"]],
    }


def _rule(code: str, about: Mapping[str, str]) -> Tree:
    meaning = about["meaning"]
    return {
        "id": code,
        "shortDescription": _message(re.split(r"(?<=[.!?])\s", meaning, maxsplit=1)[0]),
        "fullDescription": _message(meaning),
        "help": _message(meaning),
        "defaultConfiguration": {"level": about["severity"]},
    }


def _result(problem: Mapping[str, Any], rule: int) -> Tree:
    made = {
        "ruleId": problem["code"],
        "ruleIndex": rule,
        "level": problem["severity"],
        "message": _message(sentences(problem)),
        "locations": [_location(problem)],
    }
    if problem["related"]:
        made["relatedLocations"] = [_location(problem["related"])]
    if problem["fix"]:
        made["fixes"] = [_fix(problem)]
    return made


def _message(text: str) -> Tree:
    """Return a message that holds no placeholder (``{0}``) and no link (``[text](address)``)."""
    shown = visible(text, keep="\n").replace("{", "{{").replace("}", "}}")
    return {"text": shown.replace("](", "] (")}


def _location(place: Mapping[str, Any]) -> Tree:
    return {"physicalLocation": {"artifactLocation": _file(place["path"]), "region": _region(place)}}


def _file(path: str) -> Tree:
    """Return the address of a file: relative to where mgi ran, or whole for a path that begins at the root."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(os.fsencode(Path(path).as_posix())), "uriBaseId": ROOT}


def _region(place: Mapping[str, Any]) -> Tree:
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }


def _fix(problem: Mapping[str, Any]) -> Tree:
    replacement = {"deletedRegion": _region(problem["fix"]), "insertedContent": {"text": problem["fix"]["text"]}}
    change = {"artifactLocation": _file(problem["path"]), "replacements": [replacement]}
    described = {"description": _message(problem["hint"])} if problem["hint"] else {}
    return {**described, "artifactChanges": [change]}
