"""The first screen: what mgi is, and what to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.views.report import Flat, Paragraph, Report, Steps, Title, text

if TYPE_CHECKING:
    from mgi_cli.words import Words

_COMMANDS = (
    ("mgi list", "start.list"),
    ("mgi show la-cruz", "start.show"),
    ("mgi gaps la-cruz", "start.gaps"),
    ("mgi explain 3.4.1", "start.explain"),
    ("mgi new {name}", "start.new"),
    ("mgi --help", "start.help"),
)


def report(words: Words, profiles: int, spoken: str = "") -> Report:
    """Return the report of the first screen; ``profiles`` is how many can be found from here.

    ``spoken`` is the option that a next command needs to speak the language that was asked for.
    """
    name = words.say("start.new_name")
    commands = tuple((command.format(name=name) + spoken, words.say(key, n=profiles)) for command, key in _COMMANDS)
    return Report(
        command="mgi",
        lang=words.lang,
        blocks=lambda: (
            Title("mgi", words.say("start.about")),
            Paragraph(text(words.say("start.what"))),
            Steps(words.say("start.try"), commands),
        ),
        flat=lambda: Flat(heads=("command", "what"), rows=commands),
        document=lambda: {"commands": [{"command": command, "what": what} for command, what in commands]},
    )
