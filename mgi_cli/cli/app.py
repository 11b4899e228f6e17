"""The program ``mgi``: its commands, each imported only when it is called, and what happens around one."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from mgi_cli import __version__
from mgi_cli.cli import common, consoles, screen, shells
from mgi_cli.errors import MgiError

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
            from mgi_cli.cli import usage

            meant = usage.meant_command(name, COMMANDS)
            raise MgiError("unknown_command", name=name, suggestion=meant, known=list(COMMANDS))
        return super().resolve_command(ctx, args)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options; the one that installs completion says so in the language spoken."""
        params = super().get_params(ctx)
        for param in params:
            if param.name == "install_completion":
                param.callback = _install_completion
        return params

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that prints the help."""
        return _with_help(super().get_help_option(ctx))


class Command(TyperCommand):
    """A command whose help is in the words of the language spoken."""

    def __init__(self, name: str, **settings: Any) -> None:
        """Add the options that say how the output is read."""
        super().__init__(name, **settings)
        self.params += screen.options()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Understand the command line; an error knows of which command, so that the hint can name it."""
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            if getattr(error, "ctx", ctx) is None:
                vars(error)["ctx"] = ctx
            raise

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that prints the help."""
        return _with_help(super().get_help_option(ctx))


def _install_completion(ctx: Any, option: Any, wanted: Any) -> None:
    if wanted and not ctx.resilient_parsing:
        install = import_module("typer.completion").install
        shell, path = install(shell=wanted) if isinstance(wanted, str) else install()
        said = common.words_spoken().say("help.completion_installed", shell=shell, path=path)
        common.tell(said)
        ctx.exit()


def _with_help(option: Any) -> Any:
    if option is not None:
        option.callback = _print_help
    return option


def _print_help(ctx: Any, option: Any, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from mgi_cli.cli import usage

        commands = COMMANDS if ctx.parent is None else ()
        common.print_help(lambda words: usage.report_of(ctx, words, commands))
        ctx.exit()


def load(name: str) -> Any:
    """Import the module of a command and return the command."""
    module = import_module(f"mgi_cli.cli.{COMMANDS[name]}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name=name, cls=Command, context_settings=common.CONTEXT)(module.run)
    return get_command(single)


app = typer.Typer(name="mgi", cls=Commands, rich_markup_mode=None, context_settings=common.CONTEXT)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"mgi {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    lang: common.Lang = None,
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True)] = False,
) -> None:
    """Read, check and compare assessments by the Migration Governance Indicators (MGI).

    MGI shows which migration policies and structures a place has, and where the gaps are. It is no ranking.
    """
    common.speak(lang)
    if ctx.invoked_subcommand is None and not ctx.resilient_parsing:
        common.print_start()


def main(args: Sequence[str] | None = None) -> int:
    """Run the program with ``args`` (the command line's by default) and return its exit code."""
    given = shells.expanded(sys.argv[1:]) if args is None else list(args)
    return common.guarded(lambda: get_command(app).main(given, prog_name="mgi", standalone_mode=False), given)


def entry() -> None:
    """Run the program and end the process; what the command ``mgi`` calls."""
    consoles.settle()
    code = main()
    gc.freeze()  # all memory goes with the process; the last collection would take a sixth of its time
    sys.exit(code)
