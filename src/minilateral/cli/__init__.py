"""The command line: parses, calls one function of the library, prints.

`main` is the program `minilateral`. Rows go to standard output, notes and errors to standard error; an error says what
was found, what was expected and the next command to type. Exit codes: 0 done; 1 defects or missing parts were found;
2 wrong usage; 3 a casebook cannot be used; 4 the record cannot be built or opened; 5 output could not be written;
6 documents could not be had; 130 interrupted. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from minilateral import __version__
from minilateral.cli import (
    add,
    ask,
    casebooks,
    changes,
    check_text,
    claims,
    commitments,
    compare,
    copies,
    doctor,
    groups,
    measure,
    outlook,
    phrases,
    record,
    scenario,
    search,
    write,
)
from minilateral.errors import MinilateralError

app = typer.Typer(
    name="minilateral",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the start-up time, the same words everywhere
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 defects found, 2 wrong usage, 3 casebook, 4 record, 5 output, 6 sources, "
    "130 interrupted. First steps: minilateral groups; minilateral brief japan-korea-us",
)
_WRONG_USAGE = 2
_casebook = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check a casebook.")


def _version(wanted: bool) -> None:  # noqa: FBT001 -- typer hands it over so
    if wanted:
        typer.echo(f"minilateral {__version__}")
        raise typer.Exit


@app.callback()
def minilateral(
    workspace: Annotated[
        Path | None,
        typer.Option(
            envvar="MINILATERAL_WORKSPACE",
            metavar="DIR",
            help="Folder for the record, your own casebooks and briefs. Default: your user-data folder.",
        ),
    ] = None,
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Is this partnership holding, in what it does rather than in what it says, and how sure can we be?

    An evidenced record of small alliances, and a brief in which every number leads to its rows.
    """


_casebook.command("check")(casebooks.check)
app.command("groups")(groups.groups)
app.command("timeline")(ask.timeline)
app.command("measure")(measure.measure)
app.command("brief")(write.brief)
app.command("commitments")(commitments.commitments)
app.command("changes")(changes.changes)
app.command("outlook")(outlook.outlook)
app.command("add")(add.add)
app.command("documents")(add.documents)
app.command("copies")(copies.copies)
app.command("check")(claims.check)
app.command("check-text")(check_text.check_text)
app.command("compare")(compare.compare)
app.command("phrases")(phrases.phrases)
app.command("scenario")(scenario.scenario)
app.command("search")(search.search)
app.command("export")(write.export)
app.command("new")(groups.new)
app.add_typer(_casebook, name="casebook")
app.command("rebuild")(record.rebuild)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command line and end the process with its exit code."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends us as quietly as any other program
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without en dashes shows their number instead
    gc.set_threshold(50_000, 20, 50)  # a command lives for seconds: looking for cycles less often saves a brief 5 %
    try:
        app(prog_name="minilateral")
    except MinilateralError as error:
        from minilateral.brief.safe import visible

        sys.stdout.flush()
        print(f"minilateral: {visible(str(error))}", file=sys.stderr)  # noqa: T201 -- the command line's voice
        if error.next_command:
            print(f"next: {error.next_command}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == _WRONG_USAGE and any(word.startswith("--workspace") for word in sys.argv[2:]):
            print("next: put --workspace DIR before the command", file=sys.stderr)  # noqa: T201
        if not end.code:
            _leave()
        raise


def _leave() -> None:
    """End a command that succeeded at once: taking apart what a brief has loaded costs a fifteenth of its time.

    All files are closed by now; where the last words cannot be written, the interpreter ends as usual and says so.
    """
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
