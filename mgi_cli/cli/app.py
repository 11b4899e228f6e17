"""The program ``mgi``: its commands, each imported only when it is called, and what happens around one."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from mgi_cli import __version__
from mgi_cli.cli import common

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "list": "listing",
    "show": "show",
    "gaps": "gaps",
    "diff": "diff",
    "validate": "validate",
    "fix": "fix",
    "undo": "undo",
    "new": "new",
    "assess": "assess",
    "set": "setting",
    "export": "export",
    "import": "importing",
    "indicators": "indicators",
    "explain": "explain",
    "schema": "schema",
}
"""The commands in the order shown, and the module of this package that holds each. To add one, add its row."""


class Commands(TyperGroup):
    """A group that imports the module of a command when the command is named."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands, in the order shown."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name, or ``None``."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            self.commands[cmd_name] = load(cmd_name)
        return self.commands[cmd_name]


class Command(TyperCommand):
    """A command whose usage shows its arguments as they are called everywhere else: ``PROFILE``, not ``{PROFILE}``."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the line of usage."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


def load(name: str) -> Any:
    """Import the module of a command and return the command."""
    module = import_module(f"mgi_cli.cli.{COMMANDS[name]}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name=name, cls=Command, epilog=common.EXIT_CODES, context_settings=common.CONTEXT)(module.run)
    return get_command(single)


app = typer.Typer(
    name="mgi",
    cls=Commands,
    rich_markup_mode=None,
    context_settings=common.CONTEXT,
    epilog=common.EXIT_CODES,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"mgi {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    lang: common.Lang = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read, check and compare assessments by the Migration Governance Indicators (MGI).

    MGI shows which migration policies and structures a place has, and where the gaps are. It is no ranking.
    """
    common.speak(lang)
    if ctx.invoked_subcommand is None and not ctx.resilient_parsing:
        common.print_start()


def main(args: Sequence[str] | None = None) -> int:
    """Run the program with ``args`` (the command line's by default) and return its exit code."""
    return common.guarded(lambda: get_command(app).main(args, prog_name="mgi", standalone_mode=False))


def entry() -> None:
    """Run the program and end the process; what the command ``mgi`` calls."""
    gc.disable()  # a command lives for a moment; collecting in it only costs time
    code = main()
    gc.freeze()  # all memory goes with the process; the last collection would take a sixth of its time
    sys.exit(code)
