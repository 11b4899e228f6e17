"""The documents that stand in several languages: their blocks, and what mgi prints for the commands in them.

Run this file to write the outputs in them anew, then read the change.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from examples import TODAY, output
from mgi_cli.words import Words

ROOT = Path(__file__).parent.parent
NAMES = ("README", "docs/first-assessment", "docs/profile-format")
LANGUAGES = ("en", "fr", "es")
FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block of a document: ``console`` is a command and its output, ``text`` a screen of the interview."""

    kind: str
    text: str

    @property
    def command(self) -> str:
        """The line typed in a block that shows a command and its output."""
        return self.text.partition("\n")[0]

    @property
    def fenced(self) -> str:
        """The block as it stands in a document."""
        return f"```{self.kind}\n{self.text}```"


def path(name: str, lang: str) -> Path:
    """Return where a document stands in a language."""
    return ROOT / (f"{name}.md" if lang == "en" else f"{name}.{lang}.md")


def read(name: str, lang: str) -> str:
    """Return a document."""
    return path(name, lang).read_text("utf-8")


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a document."""
    return [Block(kind, inside) for kind, inside in FENCE.findall(text)]


def played(name: str, lang: str) -> list[Block]:
    """Return the blocks of a document with what mgi prints now, its commands run one after the other.

    README's run in the checkout; a chapter's begin in an empty folder.
    """
    with TemporaryDirectory() as folder, contextlib.chdir(ROOT if name == "README" else folder):
        settings = {"MGI_LANG": lang, "MGI_STATE": str(Path(folder, "state")), "COLUMNS": "80"}
        with patch.dict(os.environ, settings), patch("mgi_cli.library.this_day", lambda: TODAY):
            return [_play(block, lang) for block in blocks(read(name, lang))]


def _play(block: Block, lang: str) -> Block:
    if block.kind == "console":
        arguments = re.fullmatch(r"\$ mgi (.*)", block.command)
        if arguments is None:
            raise ValueError(block.command)
        return Block(block.kind, f"{block.command}\n{output(arguments[1].split())}")
    return Block(block.kind, _question(Words(lang))) if block.kind == "text" else block


def _question(words: Words) -> str:
    """Return the first question as the interview shows it, and answer it: present."""
    from test_assess import Terminal

    with patch.dict(os.environ, {"NO_COLOR": "1", "TERM": "xterm"}):
        terminal = Terminal("assess", "my-town.yaml")
    end = words.say("interview.next")
    screen = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", terminal.read(end)).replace("\r", "")
    terminal.type("1")
    terminal.read(end)
    terminal.type(words.subject("interview")["keys"]["quit"])
    terminal.close()
    return screen[screen.index("\n1.1.1 ") + 1 :].partition(end)[0] + f"{end}\n"


def main() -> None:
    """Write the outputs in all documents anew."""
    for name in NAMES:
        for lang in LANGUAGES:
            text = read(name, lang)
            for before, now in zip(blocks(text), played(name, lang), strict=True):
                text = text if now == before else text.replace(before.fenced, now.fenced, 1)
            path(name, lang).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
