"""The commands together, and what happens when something goes wrong outside of them."""

import io
import signal
import sys
from importlib.metadata import version
from typing import Annotated

import typer

import aicc
from aicc.cli.check import check
from aicc.cli.explain import explain
from aicc.cli.output import complain
from aicc.cli.request import request
from aicc.cli.rules import openapi, rules, schema

_HELP = """Check and write the messages of a cloud contact centre (AICC).

Examples:

- `aicc check agents.csv -i agentAccount/create` finds every broken rule of every row
- `aicc rules loginex` shows what an interface asks for
- `aicc explain 100-002` says what a code means, and what to do
"""

app = typer.Typer(
    name="aicc",
    help=_HELP,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_INTERFACES = f"The interfaces: {', '.join(aicc.interfaces())}."
for command in (check, explain, rules, schema, openapi, request):
    app.command(epilog=_INTERFACES if "interface" in command.__annotations__ else None)(command)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"aicc {version('aicc')}")
        raise typer.Exit


def _options(
    show_version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    pass


app.callback()(_options)


def main() -> None:
    """Runs the command line: `aicc` in a shell."""
    if hasattr(signal, "SIGPIPE"):
        # When nobody reads any more, as in `aicc check … | head`, there is nothing left to do or say.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        # What is piped is UTF-8, wherever that is.
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except OSError as error:
        complain(error.strerror or str(error))
        sys.exit(2)
