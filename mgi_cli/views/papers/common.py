"""What papers share: a profile with the words to tell it, texts in their languages, the foot of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli import __version__, grammar
from mgi_cli.text import choose, is_foreign
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.papers.parts import Run, State, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_cli.model import Evidence, Framework, KeyFinding, Profile, Status
    from mgi_cli.words import Words


_BETWEEN = {".": "d", "-": "h", "_": "u"}
"""What may stand between the letters of a key, and the letter by which an anchor tells it where it is not the usual."""

_CODES = ("indicator", "subdomain")
"""The parts whose keys usually have dots; all others have hyphens."""


class Subject(Value):
    """A profile of which a paper tells, the framework that it answers, and the words to tell it.

    ``prefix`` begins every anchor, so that several profiles can stand in one paper.
    """

    profile: Profile
    framework: Framework
    words: Words
    prefix: str = ""

    def say(self, key: str, **params: object) -> str:
        """Return one of the sentences of reports."""
        return self.words.say(f"report.{key}", **params)

    def has(self, key: str) -> bool:
        """Return whether reports have a sentence of that name."""
        return self.words.has(f"report.{key}")

    def anchor(self, kind: str, key: str = "") -> str:
        """Return the anchor of a part: of an indicator, a domain, a finding, a source; other keys, other anchors."""
        usual = "." if kind in _CODES else "-"
        made, between = re.sub("[^A-Za-z0-9]", "-", key), "".join(char for char in key if char in _BETWEEN)
        if between.strip(usual):  # a.b is not a-b
            made += "_" + "".join(_BETWEEN[char] for char in between)
        return f"{self.prefix}{kind}-{made}" if made else f"{self.prefix}{kind}"

    def state(self, status: Status) -> State:
        """Return a status in its word."""
        return State(status, common.status_word(status, self.framework))

    def written(self, text: str, lang: str | None = None) -> Run:
        """Return a text of the profile in the language that it is written in."""
        return run(text, lang or self.profile.assessment.language, self.words)

    def finding(self, finding: KeyFinding) -> Run:
        """Return the text of a key finding, translated where there is a translation."""
        chosen = choose(finding.text, finding.translations, self.words.lang)
        return run(chosen.value, chosen.lang, self.words)

    def basis(self) -> Text:
        """Return what the answers rest on, translated where there is a translation; empty where nothing says."""
        chosen = common.basis(self.profile, self.words.lang)
        return (run(chosen.value, chosen.lang, self.words),) if chosen else ()

    def evidence(self, evidence: Evidence) -> Text:
        """Return a piece of evidence: what it is, its date, until when it holds good, and where it stands."""
        date = self.words.date
        facts = [self.say("dated", date=date(evidence.date))] if evidence.date else []
        facts += [self.say("valid_until", date=date(evidence.valid_until))] if evidence.valid_until else []
        remark = [Run(f" ({self.words.say('common.semicolon').join(facts)})", quiet=True)] if facts else []
        return (self.written(evidence.text), *remark, *self.cited(evidence.sources))

    def cited(self, sources: tuple[str, ...]) -> Text:
        """Return the titles of sources, each leading to where it is listed."""
        pieces: list[Run] = []
        for key in sources:
            pieces.append(Run(self.words.say("common.semicolon") if pieces else " — ", quiet=True))
            title = self.written(self.profile.sources[key].title)
            pieces.append(title._replace(quiet=True, link=f"#{self.anchor('source', key)}"))
        return tuple(pieces)


def run(text: str, lang: str | None, words: Words) -> Run:
    """Return a text, marked with its language where that is not the one of the words."""
    if lang is None or not is_foreign(lang, words.lang):
        return Run(text)
    return Run(text, lang, language_name(lang, words))


def language_name(lang: str, words: Words) -> str:
    """Return the name of a language by its tag, or the tag where there is no name."""
    return grammar.language(words.say("common.locale"), lang)


def notices(subject: Subject) -> tuple[Text, ...]:
    """Return what a reader must not overlook: that a profile is made up, and what its answers rest on."""
    said: list[Text] = [(Run(subject.say("made_up"), strong=True),)] if subject.profile.illustrative else []
    if basis := subject.basis():
        before, _, after = subject.say("basis", basis="\0").partition("\0")
        said.append((Run(before), *basis, Run(after)))
    return tuple(said)


def labels(words: Words) -> Mapping[str, str]:
    """Return the words of what a renderer adds by itself."""
    own = {key: text for key, text in words.subject("paper").items() if isinstance(text, str)}
    return {**own, "colon": words.say("common.colon")}


def colophon(frameworks: Sequence[Framework], words: Words, date: str | None) -> str:
    """Return the line that names the tool, the editions of the frameworks and the date of the paper."""
    named = words.both([words.say("paper.edition", framework=one.id, edition=one.edition) for one in frameworks])
    if date is None:
        return words.say("paper.colophon", version=__version__, frameworks=named)
    return words.say("paper.colophon_date", version=__version__, frameworks=named, date=words.date(date))
