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
from mgi_cli.cli import common, screen
from mgi_cli.errors import MgiError
from mgi_cli.text import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "list": "listing",
    "status": "status",
    "show": "show",
    "gaps": "gaps",
    "diff": "diff",
    "trend": "trend",
    "compare": "compare",
    "validate": "validate",
    "fix": "fix",
    "undo": "undo",
    "new": "new",
    "assess": "assess",
    "proposals": "proposals",
    "set": "setting",
    "migrate": "migrate",
    "report": "report",
    "plan": "plan",
    "export": "export",
    "import": "importing",
    "indicators": "indicators",
    "explain": "explain",
    "search": "search",
    "schema": "schema",
}
"""The commands in the order shown, and the module of this package that holds each. To add one, add its row."""


_WHOLE = 1000  # characters; no first sentence is as long


class Commands(TyperGroup):
    """A group that imports the module of a command when the command is named."""

    def __init__(self, **settings: Any) -> None:
        """Add the options that say how the output is read."""
        super().__init__(**settings)
        self.params += screen.options()

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

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that a line names; raises ``MgiError``, with what was meant, where there is none."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and not ctx.resilient_parsing:
            raise MgiError("unknown_command", name=name, suggestion=nearest(name, COMMANDS), known=list(COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands; what each does wraps where there is little room, and is never cropped."""
        commands = ((name, self.get_command(ctx, name)) for name in COMMANDS)
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(limit=_WHOLE)) for name, command in commands])


class Command(TyperCommand):
    """A command whose usage shows its arguments as they are called everywhere else: ``PROFILE``, not ``{PROFILE}``."""

    def __init__(self, name: str, **settings: Any) -> None:
        """Add the options that say how the output is read."""
        super().__init__(name, **settings)
        self.params += screen.options()

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the line of usage."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


def load(name: str) -> Any:
    """Import the module of a command and return the command."""
    module = import_module(f"mgi_cli.cli.{COMMANDS[name]}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    epilog = getattr(module, "EXIT_CODES", common.EXIT_CODES)
    single.command(name=name, cls=Command, epilog=epilog, context_settings=common.CONTEXT)(module.run)
    return get_command(single)


app = typer.Typer(
    name="mgi",
    cls=Commands,
    rich_markup_mode=None,
    context_settings=common.CONTEXT,
    epilog=common.ALL_EXIT_CODES,
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
    given = sys.argv[1:] if args is None else list(args)
    return common.guarded(lambda: get_command(app).main(given, prog_name="mgi", standalone_mode=False), given)


def entry() -> None:
    """Run the program and end the process; what the command ``mgi`` calls."""
    code = main()
    gc.freeze()  # all memory goes with the process; the last collection would take a sixth of its time
    sys.exit(code)
