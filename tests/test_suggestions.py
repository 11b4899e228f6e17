"""Findings lead to proposals: what they promise for any text, and what the words say about a status."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, missing
from mgi_cli import words
from mgi_cli.errors import MgiError
from mgi_cli.judging import summary
from mgi_cli.judging.phrases import Lexicon, Phrases, Reading
from mgi_cli.judging.suggestions import MOST, propose
from mgi_cli.judging.wording import Wording, status_of
from mgi_cli.library import Library
from mgi_cli.model import GAPS, KeyFinding, Kind, Proposal, Status
from mgi_cli.proposing import suggestions
from mgi_cli.text import Text

if TYPE_CHECKING:
    from mgi_cli.judging.suggestions import Suggestions

WELL_DEVELOPED, POTENTIAL = Kind.WELL_DEVELOPED, Kind.POTENTIAL
LANGUAGES = ("en", "fr", "es")
TABLES = {"no_evidence", "absent", "partial", "doubtful", "denied", "qualified", "contrast", "conceding"}

SAYINGS = (
    ("en", POTENTIAL, "absent", "still lacks", "The municipality still lacks an office for migration."),
    ("en", POTENTIAL, "absent", "There are no", "There are no local rules on the matter."),
    ("en", POTENTIAL, "absent", "There is as yet no", "There is as yet no agreement with universities."),
    ("en", POTENTIAL, "absent", "does not", "The plan does not mention people on the move."),
    ("en", POTENTIAL, "absent", "has not adopted", "The town has not adopted a strategy."),
    ("en", POTENTIAL, "absent", "has yet to", "Brellin has yet to sign an agreement with its neighbours."),
    (
        "en",
        POTENTIAL,
        "absent",
        "is deemed an area with potential",
        "Support for returnees is deemed an area with potential for further development.",
    ),
    ("en", POTENTIAL, "absent", "is an area with potential", "Training of police is an area with potential."),
    ("en", POTENTIAL, "absent", "Neither the port nor", "Neither the port nor the market offers interpretation."),
    ("en", POTENTIAL, "absent", "No budget", "No budget line is set aside for this work."),
    ("en", POTENTIAL, "absent", "None", "None of the clinics keeps records by nationality."),
    ("en", POTENTIAL, "partial", "only on an ad hoc basis", "Data are collected only on an ad hoc basis."),
    ("en", POTENTIAL, "partial", "ad hoc", "Meetings with ministries are held on an ad hoc basis."),
    ("en", POTENTIAL, "partial", "in two of the", "Interpretation is available in two of the nine offices."),
    ("en", POTENTIAL, "partial", "are limited", "Courses are limited to the harbour district."),
    (
        "en",
        POTENTIAL,
        "partial",
        "occasionally",
        "There is no formal mechanism of coordination; departments meet occasionally.",
    ),
    ("en", POTENTIAL, "partial", "being drafted", "A strategy is being drafted."),
    ("en", POTENTIAL, "partial", "not systematically", "Staff are not systematically trained."),
    ("en", POTENTIAL, "no_evidence", "no evidence", "There is no evidence of a complaint procedure."),
    ("en", POTENTIAL, "no_evidence", "No public evidence", "No public evidence of such courses was found."),
    ("en", POTENTIAL, "no_evidence", "could not be verified", "It could not be verified whether the plan is in force."),
    ("en", POTENTIAL, "no_evidence", "It is unclear whether", "It is unclear whether the network still meets."),
    (
        "en",
        POTENTIAL,
        "absent",
        "there is no",
        "A desk gives advice to all newcomers, but there is no service in the evening.",
    ),
    ("en", WELL_DEVELOPED, "present", None, "The clinic treats everyone."),
    (
        "en",
        WELL_DEVELOPED,
        "present",
        None,
        "The clinic treats people who have no papers and does not ask for a permit.",
    ),
    ("en", WELL_DEVELOPED, "present", None, "Support is given not only to citizens but to all residents."),
    ("en", WELL_DEVELOPED, "present", None, "Brellin is the only town in the region with such an office."),
    ("en", WELL_DEVELOPED, "partial", "in three of", "Mediators work in three of seven schools."),
    ("en", POTENTIAL, "partial", None, "Help is not limited to citizens; it is open to people without papers."),
    ("en", POTENTIAL, "partial", "only in", "People who do not speak the language are served only in the mornings."),
    ("fr", POTENTIAL, "absent", "ne dispose pas", "La commune ne dispose pas d'un service d'interprétariat."),
    ("fr", POTENTIAL, "absent", "Il n'existe pas", "Il n'existe pas de stratégie locale."),
    ("fr", POTENTIAL, "absent", "Il n'y a pas", "Il n'y a pas encore de convention avec l'université."),
    ("fr", POTENTIAL, "absent", "Aucun budget n", "Aucun budget n'est prévu pour cette action."),
    ("fr", POTENTIAL, "absent", "ne mentionne pas", "Le plan ne mentionne pas les étrangers."),
    ("fr", POTENTIAL, "absent", "manque encore de", "La ville manque encore de médiateurs."),
    ("fr", POTENTIAL, "absent", "reste à mettre", "La formation de la police reste à mettre en place."),
    ("fr", POTENTIAL, "absent", "Rien n'est", "Rien n'est prévu pour les personnes de retour."),
    ("fr", POTENTIAL, "absent", "est un domaine à", "L'appui aux employeurs est un domaine à renforcer."),
    ("fr", POTENTIAL, "partial", "uniquement", "Les données sont recueillies uniquement de façon ponctuelle."),
    ("fr", POTENTIAL, "partial", "ne se tiennent qu", "Les réunions ne se tiennent qu'en cas d'urgence."),
    ("fr", POTENTIAL, "partial", "au cas par cas", "L'aide est accordée au cas par cas."),
    ("fr", POTENTIAL, "partial", "se limitent au", "Les cours se limitent au centre-ville."),
    ("fr", POTENTIAL, "partial", "en cours d'élaboration", "Une stratégie est en cours d'élaboration."),
    ("fr", POTENTIAL, "partial", "pas systématiquement", "Les agents ne sont pas systématiquement formés."),
    (
        "fr",
        POTENTIAL,
        "partial",
        "ponctuellement",
        "Il n'existe pas de mécanisme formel ; les services se réunissent ponctuellement.",
    ),
    ("fr", POTENTIAL, "no_evidence", "Aucune preuve", "Aucune preuve publique d'un tel dispositif n'a été trouvée."),
    ("fr", POTENTIAL, "no_evidence", "n'a pas pu être établi", "Il n'a pas pu être établi que le comité se réunit."),
    ("fr", POTENTIAL, "no_evidence", "pas de preuve", "Il n'y a pas de preuve d'une évaluation."),
    ("fr", WELL_DEVELOPED, "present", None, "Le dispensaire soigne tout le monde, sans distinction de statut."),
    ("fr", WELL_DEVELOPED, "present", None, "Le guichet ne demande pas de titre de séjour."),
    (
        "fr",
        WELL_DEVELOPED,
        "partial",
        "trois écoles sur dix",
        "Des médiateurs interviennent dans trois écoles sur dix.",
    ),
    ("fr", WELL_DEVELOPED, "present", None, "L'aide n'est pas seulement destinée aux nationaux."),
    ("fr", WELL_DEVELOPED, "present", None, "Elle est ouverte aux personnes en situation irrégulière."),
    ("es", POTENTIAL, "absent", "todavía carece de", "El municipio todavía carece de una oficina de migración."),
    ("es", POTENTIAL, "absent", "No existen", "No existen normas locales al respecto."),
    ("es", POTENTIAL, "absent", "Aún no", "Aún no hay un convenio con la universidad."),
    ("es", POTENTIAL, "absent", "no menciona", "El plan no menciona a las personas extranjeras."),
    ("es", POTENTIAL, "absent", "no cuenta", "El cantón no cuenta con un presupuesto para ello."),
    ("es", POTENTIAL, "absent", "Ninguna", "Ninguna oficina ofrece interpretación."),
    ("es", POTENTIAL, "absent", "Falta un", "Falta un protocolo de derivación."),
    (
        "es",
        POTENTIAL,
        "absent",
        "área con potencial",
        "La capacitación de la policía es un área con potencial de desarrollo.",
    ),
    ("es", POTENTIAL, "absent", "está pendiente", "La estrategia está pendiente de elaborarse."),
    ("es", POTENTIAL, "partial", "solo", "Los datos se recogen solo de manera puntual."),
    ("es", POTENTIAL, "partial", "esporádicas", "Las reuniones son esporádicas."),
    ("es", POTENTIAL, "partial", "se limita a", "El servicio se limita a la cabecera cantonal."),
    ("es", POTENTIAL, "partial", "en proceso de elaboración", "La estrategia está en proceso de elaboración."),
    ("es", POTENTIAL, "partial", "no siempre", "El personal no siempre recibe capacitación."),
    (
        "es",
        POTENTIAL,
        "partial",
        "ocasionalmente",
        "No existe un mecanismo formal; las dependencias se reúnen ocasionalmente.",
    ),
    ("es", POTENTIAL, "no_evidence", "No hay evidencia", "No hay evidencia de un procedimiento de queja."),
    (
        "es",
        POTENTIAL,
        "no_evidence",
        "No se encontró información",
        "No se encontró información pública sobre el comité.",
    ),
    ("es", POTENTIAL, "no_evidence", "No fue posible verificar", "No fue posible verificar si el plan está vigente."),
    ("es", POTENTIAL, "no_evidence", "No se evidencian", "No se evidencian campañas en otros idiomas."),
    ("es", POTENTIAL, "no_evidence", "no se tiene registro", "De esas reuniones no se tiene registro."),
    ("es", POTENTIAL, "absent", "Hace falta", "Hace falta un mecanismo de quejas."),
    ("es", POTENTIAL, "absent", "A la fecha no", "A la fecha no hay protocolo."),
    ("es", WELL_DEVELOPED, "present", None, "La clínica atiende a todas las personas, sin distinción."),
    ("es", WELL_DEVELOPED, "present", None, "La oficina no pide documentos."),
    ("es", WELL_DEVELOPED, "present", None, "No solo atiende a nacionales."),
    ("es", WELL_DEVELOPED, "partial", "tres de ocho", "Hay mediadoras en tres de ocho escuelas."),
    ("es", WELL_DEVELOPED, "present", None, "Atiende también a personas en situación irregular."),
)
"""A language, the kind of a finding, the status that its words say, those words, and the finding."""

RANKED = (
    (
        "local-1",
        "en",
        "partnerships",
        "3.2.1",
        "Brellin is twinned with two towns abroad and exchanges staff with them.",
    ),
    ("local-1", "en", "crises", "5.2.3", "Children who arrive without their parents are placed with foster families."),
    (
        "local-1",
        "fr",
        "well-being",
        "4.1.6",
        "La ville aide les infirmières à faire valider un diplôme obtenu ailleurs.",
    ),
    ("local-1", "fr", "safe-migration", "6.1.1", "Un bus conduit les plaignants au palais de justice."),
    ("local-1", "es", "migrants-rights", "1.1.8", "Dos traductoras atienden en las oficinas del cantón."),
    (
        "local-1",
        "es",
        "whole-of-government",
        "2.1.4",
        "La alcaldía gasta en ello 20 000 al año, con una partida propia.",
    ),
    ("national-1", "fr", "safe-migration", "6.2.3", "La loi limite la rétention à trente jours."),
    ("national-1", "es", "migrants-rights", "1.5.1", "Los residentes votan en las elecciones municipales."),
)
"""A framework, the language of a finding, its domain, the indicator that it answers, and the finding."""

PIECES = [
    "there is no",
    "clinic",
    "only in",
    "two of the",
    "schools",
    "but",
    "police",
    ".",
    ",",
    "|",
    "½",
    "n'existe",
    "pas",
    "aún no",
]

texts = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(PIECES),
        max_size=14,
    ).map(" ".join),
)
domains = st.sampled_from(["migrants-rights", "partnerships", "crises", "no-such-domain"])
langs = st.sampled_from([*LANGUAGES, "de", "fr-CA", None])


@cache
def by(framework: str = "local-1") -> Suggestions:
    if find_spec("rapidfuzz") is None:
        missing("rapidfuzz")
    return suggestions(framework)


def finding(text: str, lang: str | None = "en", domain: str = "crises", kind: Kind = POTENTIAL) -> KeyFinding:
    return KeyFinding(id="f-1", domain=domain, kind=kind, text=Text(value=text, lang=lang))


def table(lang: str, name: str) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load((ROOT / "data" / "words" / lang / f"{name}.yaml").read_text("utf-8"))
    return tree


@settings(max_examples=150, deadline=None)
@given(texts, langs, domains, st.sampled_from(Kind))
def test_proposals_keep_their_promises(text: str, lang: str | None, domain: str, kind: Kind) -> None:
    one = finding(text, lang, domain, kind)
    proposals = by().propose([one], origin="test")
    assert proposals == by().propose([one], origin="test")
    framework = Library().frameworks.get("local-1")
    assert len(proposals) <= MOST
    assert len({item.indicator for item in proposals}) == len(proposals)
    for item in proposals:
        assert item.indicator in framework.indicators
        assert item.status in framework.scale
        assert item.status.is_answer
        assert (item.finding, item.origin) == ("f-1", "test")
        assert item.confidence is not None
        assert 0 <= item.confidence <= 1
        assert item.because
        assert all(part in text for part in re.split(" · |, ", item.because)), item.because


@settings(max_examples=100, deadline=None)
@given(texts, langs, domains)
def test_a_ranking_is_ordered_and_shares_out_one(text: str, lang: str | None, domain: str) -> None:
    ranked = by().rank(text, lang, domain)
    confidences = [item.confidence for item in ranked]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) <= 1 + 1e-9
    assert all(0 <= start < end <= len(text) for item in ranked for start, end in item.common)


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from(LANGUAGES), st.sampled_from(Kind))
def test_a_status_fits_the_heading_and_quotes_the_text(text: str, lang: str, kind: Kind) -> None:
    judged = status_of(text, kind, words.wordings()[lang])
    assert judged.status in ((Status.PRESENT, Status.PARTIAL) if kind is WELL_DEVELOPED else GAPS)
    assert judged.because is None or judged.because in text


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "The municipality has been.", "12 345"])
def test_a_finding_that_says_nothing_leads_to_nothing(text: str) -> None:
    assert by().propose([finding(text)]) == ()


def test_proposals_follow_the_order_of_the_findings() -> None:
    first, second = finding("Two lawyers advise newcomers."), finding("Police are trained.").but(id="f-2")
    together = by().propose([first, second])
    assert together == (*by().propose([first]), *by().propose([second]))
    assert [item.finding for item in together] == sorted(item.finding or "" for item in together)


def test_a_second_proposal_is_made_only_where_it_is_near_the_first() -> None:
    clear = by().propose([finding("Police officers are not trained in migration matters.", domain="safe-migration")])
    assert [item.indicator for item in clear] == ["6.1.2"]
    both = finding("There are no lawyers and no interpreters for foreign residents.", domain="migrants-rights")
    double = by().propose([both])
    assert {item.indicator for item in double} == {"1.1.8", "1.2.1"}
    assert double[0].confidence is not None
    assert double[1].confidence is not None
    assert double[0].confidence >= double[1].confidence


def test_a_proposal_in_full() -> None:
    text = "Brellin still lacks lawyers whom newcomers could consult."
    assert by().propose([finding(text, domain="migrants-rights")], origin="import")[0] == Proposal(
        indicator="1.2.1",
        status=Status.ABSENT,
        finding="f-1",
        confidence=0.61,
        because="still lacks · lawyers, consult",
        origin="import",
    )


def test_no_proposal_becomes_an_answer() -> None:
    profile, framework = Library().load("orvenna-2025")
    proposed = profile.but(proposals=by().propose(profile.findings.values()))
    assert proposed.proposals
    assert summary.summarise(proposed, framework.domains) == summary.summarise(profile, framework.domains)
    assert proposed.answers == profile.answers


def test_a_status_outside_the_scale_is_not_proposed() -> None:
    framework = Library().frameworks.get("local-1")
    short = framework.but(scale={key: value for key, value in framework.scale.items() if key is not Status.NO_EVIDENCE})
    unseen = finding("There is no evidence of lawyers.", domain="migrants-rights")
    assert by().propose([unseen])[0].status is Status.NO_EVIDENCE
    assert propose([unseen], short, words.wordings()) == ()


@pytest.mark.parametrize(("framework", "lang", "domain", "indicator", "text"), RANKED, ids=lambda item: str(item)[:12])
def test_the_likeliest_indicator(framework: str, lang: str, domain: str, indicator: str, text: str) -> None:
    assert by(framework).rank(text, lang, domain)[0].indicator == indicator


def test_a_domain_makes_likelier_and_excludes_none() -> None:
    text = "Police officers on patrol are trained in migration matters by the police academy."
    assert by().rank(text, "en", "safe-migration")[0].indicator == "6.1.2"
    assert "6.1.2" in [item.indicator for item in by().rank(text, "en", "partnerships")]
    assert by().rank(text, "en")[0].indicator == "6.1.2"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "There are no lawyers in the town who could help."),
        ("fr", "Il n'y a pas d'avocats dans la ville qui pourraient aider."),
        ("es", "No hay abogados en la ciudad que puedan ayudar."),
    ],
)
def test_a_language_that_nobody_named_is_told_by_its_commonest_words(lang: str, text: str) -> None:
    assert by().language(text, None) == lang
    assert by().language(text, f"{lang}-XX") == lang
    assert by().propose([finding(text, None)]) == by().propose([finding(text, lang)])


def test_a_text_in_a_language_without_words_leads_to_nothing() -> None:
    assert by().propose([finding("Die Gemeinde bietet keine Rechtsberatung an.", "de")]) == ()


def test_without_the_library_one_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    with pytest.raises(MgiError) as caught:
        suggestions("local-1").propose([finding("Lawyers help.")])
    assert (caught.value.code, caught.value.params) == ("needs_office", {"what": "rapidfuzz"})
    assert words.Words().say("errors.needs_office_hint") == 'Install it with: pip install "mgi-cli[office]"'


def test_nobody_pays_for_the_library_who_asks_for_no_proposal() -> None:
    code = "import sys, mgi_cli.cli.app, mgi_cli.proposing; sys.exit('rapidfuzz' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("lang", "kind", "status", "because", "text"), SAYINGS, ids=lambda item: str(item)[:40])
def test_what_the_words_say_about_a_status(lang: str, kind: Kind, status: str, because: str | None, text: str) -> None:
    judged = status_of(text, kind, words.wordings()[lang])
    assert (str(judged.status), judged.because) == (status, because)


def test_where_a_text_turns_the_status_depends_on_the_half_that_speaks_of_the_indicator() -> None:
    text = "Courses are free of charge, but no desk informs newcomers."
    courses, desk = (text.index(word) for word in ("Courses", "desk"))
    english = words.wordings()["en"]
    assert status_of(text, POTENTIAL, english, {(courses, courses + 7): 1.0}).status is Status.PARTIAL
    assert status_of(text, POTENTIAL, english, {(desk, desk + 4): 1.0}).status is Status.ABSENT
    assert status_of(text, POTENTIAL, english).status is Status.ABSENT


def test_a_language_without_words_leaves_the_heading() -> None:
    assert status_of("Es gibt keine.", WELL_DEVELOPED, Wording()).status is Status.PRESENT
    assert status_of("Es gibt keine.", POTENTIAL, Wording()).status is Status.PARTIAL


@pytest.mark.parametrize(
    ("phrase", "text", "quoted"),
    [
        ("no plan", "There is No Plan.", ["No Plan"]),
        ("no plan", "no planning; piano plan; no. Plan", []),
        ("plan*", "Planning, a plan and planes", ["Planning", "plan", "planes"]),
        ("(no|not a) (|single) plan", "no plan, not a single plan, no other plan", ["no plan", "not a single plan"]),
        ("no … plan", "no long and very detailed plan", ["no long and very detailed plan"]),
        ("no … plan", "no, in truth, we have here a plan", []),
        ("no … plan", "no money; a plan", []),
        ("0 of 0", "22 of 2017, 4 of the 5, 4 of 31", ["4 of 31"]),
        ("n existe", "Il n\u2019EXISTE pas", ["n\u2019EXISTE"]),
        ("aun no", "Aún no", ["Aún no"]),
    ],
)
def test_the_notation_of_phrases(phrase: str, text: str, quoted: list[str]) -> None:
    assert [text[slice(*place)] for place in Phrases([phrase]).find(Reading(text=text))] == quoted


@pytest.mark.parametrize(
    ("entry", "text", "quoted"),
    [
        ("clinic*", "Clinics; a clinician", ["Clinics", "clinician"]),
        ("civil society", "Civil  Society and civil servants", ["Civil  Society"]),
        ("aide* sociale*", "des aides sociales", ["aides sociales"]),
        ("un", "The UN, under", ["UN"]),
    ],
)
def test_the_notation_of_synonyms(entry: str, text: str, quoted: list[str]) -> None:
    found = Lexicon({"thing": [entry]}).find(Reading(text=text))
    assert [(name, text[slice(*place)]) for name, place in found] == [("thing", one) for one in quoted]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_the_same_tables(lang: str) -> None:
    assert set(table(lang, "wording")) == {*TABLES, "cancelled", "stop"}
    assert set(table(lang, "wording")["cancelled"]) == {"absent", "partial"}
    assert set(table(lang, "synonyms")) == set(table("en", "synonyms"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_is_well_written(lang: str) -> None:
    tree = table(lang, "wording")
    for phrase in chain(*(tree[name] for name in TABLES), *tree["cancelled"].values()):
        assert re.fullmatch(r"(\([^()]*\)|[^()|])+", phrase), phrase
        assert not list(Phrases([phrase]).find(Reading(text="x"))), f"{phrase} says nothing"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_synonym_finds_its_thing(lang: str) -> None:
    lexicon = words.wordings()[lang].things
    for thing, entries in table(lang, "synonyms").items():
        assert len(set(entries)) == len(entries), thing
        for entry in entries:
            assert thing in {name for name, _ in lexicon.find(Reading(text=entry.replace("*", "")))}, (thing, entry)


@pytest.mark.parametrize(("file", "n"), [("findings", 60), ("findings-2", 42), ("findings-3", 30)])
def test_the_labelled_findings_are_whole(file: str, n: int) -> None:
    tree: Any = yaml.safe_load((ROOT / "benchmarks" / f"{file}.yaml").read_text("utf-8"))
    sets = tree if "local-1" in tree else {"local-1": tree}
    count = 0
    for framework, languages in sets.items():
        edition = Library().frameworks.get(framework)
        for item in (item for items in languages.values() for item in items):
            count += 1
            assert 12 <= len(item["text"].split()) <= 60, item["text"]
            assert set(item["indicators"]) <= edition.indicators.keys()
            assert edition.indicators[item["indicators"][0]].domain == item["domain"]
            assert Status(item["status"]) in (
                (Status.PRESENT, Status.PARTIAL) if item["kind"] == "well_developed" else GAPS
            )
    assert count == n


def test_the_tuning_half_stays_found() -> None:
    tree: Any = yaml.safe_load((ROOT / "benchmarks" / "findings.yaml").read_text("utf-8"))
    tuning = [(lang, item) for lang, items in tree.items() for item in items[::2]]
    found = [
        any(one.indicator in item["indicators"] for one in by().rank(item["text"], lang, item["domain"])[:3])
        for lang, item in tuning
    ]
    assert sum(found) >= 29
