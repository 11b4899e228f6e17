"""What ``--help`` says, and what is said of a command line that cannot be understood, in every language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from examples import EXAMPLES, Example, made, output
from mgi_cli.cli.app import COMMANDS, app, load
from mgi_cli.cli.usage import summary
from mgi_cli.render import VALIDATION_FORMATS
from mgi_cli.words import Words, languages

if TYPE_CHECKING:
    from conftest import Mgi

EVERY = {"mgi": get_command(app), **{name: load(name) for name in COMMANDS}}


def said_of(command: str, param: Any) -> str:
    """Return the name of the sentence about a parameter: the command's own, or the one that several share."""
    own = f"{command}.{param.name}"
    return own if own in Words().subject("help") else f"option.{param.name}"


def test_every_parameter_has_its_sentence_and_every_sentence_its_parameter() -> None:
    said = {said_of(name, param) for name, command in EVERY.items() for param in command.params}
    kept = {key for key in Words().subject("help") if "." in key}
    assert said | {"option.help"} == kept
    assert set(EVERY) <= set(Words().subject("help"))


def test_every_stand_in_for_a_value_is_listed() -> None:
    metavars = [str(param.metavar) for command in EVERY.values() for param in command.params]
    used = {word for metavar in metavars for word in re.findall("[A-Z]{2,}", metavar)}
    assert used | {"OPTIONS", "COMMAND", "ARGS"} == set(Words().subject("help")["stand_ins"])


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_help_crops_nothing(lang: str, width: int) -> None:
    words = Words(lang)
    whole = output(["--lang", lang, "--help"], width)
    assert all(len(line) <= width for line in whole.splitlines())
    for command in COMMANDS:
        assert " ".join(summary(command, words).split()) in " ".join(whole.split())
        own = output(["--lang", lang, command, "--help"], width)
        assert all(len(line) <= width for line in own.splitlines() if not line.startswith(("-", "Usage")))
        for param in EVERY[command].params:
            told = words.say(f"help.{said_of(command, param)}")
            assert "".join(told.split()) in "".join(own.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_the_exit_codes_of_the_command(command: str) -> None:
    own = " ".join(output([command, "--help"], 120).split())
    assert "Exit codes: 0 fine; 1 a document has errors; 2 could not run" in own
    assert ("3 the profiles differ" in own) == (command == "diff")


def test_help_names_every_format_of_validation() -> None:
    assert f": {', '.join(VALIDATION_FORMATS)}." in Words().say("help.validate.form")


@pytest.mark.parametrize("line", ["--lang fr gaps --help", "gaps --lang fr --help", "gaps --help --lang=fr"])
def test_the_language_of_help_may_be_named_anywhere(mgi: Mgi, line: str) -> None:
    assert mgi(*line.split()).out == mgi("--lang", "fr", "gaps", "-h").out


def test_help_in_a_language_that_there_is_not_is_in_english(mgi: Mgi) -> None:
    assert mgi("--lang", "qq", "gaps", "--help").out == mgi("gaps", "--help").out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("gaps --domian 3", "mgi gaps has no option --domian.\n  Did you mean --domain?\n  mgi gaps --help shows"),
        ("--nonsense", "mgi has no option --nonsense.\n  mgi --help shows those it has."),
        ("show", "After mgi show, PROFILE is missing.\n  mgi show --help tells what it is."),
        ("report la-cruz", "mgi report needs the option --output.\n  mgi report --help tells what it is."),
        ("gaps --domain", "After --domain a value is missing.\n  mgi gaps --help tells what it takes."),
        ("show la-cruz --findings=3", "The option --findings takes no value.\n  Give it alone."),
        ("search x --limit many", "The option --limit takes a whole number, 0 or more."),
        ("import x --round 0", "The option --round takes a whole number, 1 or more."),
        ("explain a b c", "mgi explain does not know what to do with b c.\n  mgi explain --help tells"),
    ],
)
def test_a_wrong_command_line_is_told_in_our_words(mgi: Mgi, line: str, said: str) -> None:
    ran = mgi(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {said}")


@pytest.mark.parametrize("line", ["--lang fr show la-cruz", "show la-cruz --lang fr"])
def test_the_next_command_is_in_the_language_asked_for(mgi: Mgi, line: str) -> None:
    assert "Ensuite  mgi gaps la-cruz --lang fr  " in mgi(*line.split(), width=120).out


def test_a_language_that_was_set_for_all_commands_is_not_repeated(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MGI_LANG", "fr")
    assert "Ensuite  mgi gaps la-cruz  " in mgi("show", "la-cruz", width=120).out


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.file.endswith(".txt") and "help" not in e.file], ids=str)
def test_every_next_command_is_in_the_language_asked_for(example: Example) -> None:
    out = made(example._replace(arguments=f"--lang fr {example.arguments}", width=200))
    steps = re.findall(r"^(?:Ensuite|À essayer| +)  +(mgi .*?)(?:  |$)", out, re.MULTILINE)
    assert [step for step in steps if "--lang fr" not in step] == []
