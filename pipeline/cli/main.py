"""The command `leitmotiv`: finds the command's file, runs it, and turns errors into sentences."""

from __future__ import annotations

import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

import click

from pipeline import __version__
from pipeline.cli.context import Standing, standing_options
from pipeline.cli.terminal import printable
from pipeline.errors import LeitmotivError

# Name → what `leitmotiv --help` says of it. The files are imported only when their command runs, so that the help
# comes at once; a test holds these sentences against the commands' own.
COMMANDS: Mapping[str, str] = {
    "init": "Make a workspace that builds at once.",
    "run": "Take in imports, tag, build the site, render the newest issue, report.",
    "new": "Begin a post, a translation or an issue: front matter filled, text as scaffold.",
    "ingest": "Turn files, feeds, pages and exports into posts.",
    "posts": "List the posts with their themes.",
    "translations": "List translation groups and what is missing.",
    "language": "Say which language files, or the lines of a file, are written in.",
    "themes": "Assign positioning themes to posts.",
    "build": "Build the site.",
    "check": "Check everything that can be checked before publishing.",
    "preview": "Show the site on this machine, and reload it after each save.",
    "serve": "Answer sign-ups, confirmations, unsubscribes and inquiries over the web.",
    "publish": "Check, build, and run the configured deploy command.",
    "issue": "List, render and send newsletter issues.",
    "worker": "Take chunks of a distributed send, until Ctrl-C.",
    "bounces": "Read bounces and complaints, and stop writing to these addresses.",
    "subscribers": "Import, add, list, unsubscribe and forget subscribers.",
    "leads": "Import, list and care for leads.",
    "effort": "Import, add, measure and list the hours spent.",
    "traffic": "Import, list and remove page views.",
    "wishes": "Add, list and remove what readers and clients want to read next.",
    "credit": "Share conversions out among channels, by every attribution model.",
    "report": "Say which topics draw clients, and which only take time.",
    "db": "Look after the database.",
}


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Errors of a disk that takes no more, as where stdout is a file on it."""


class _Commands(click.Group):
    """Commands by the name of their file; every one of them also takes -C and --as-of."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"pipeline.cli.{cmd_name}"), cmd_name)
        return _standing(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _standing(command: click.Command) -> click.Command:
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _standing(inner)
    elif not any("-C" in param.opts for param in command.params):
        command.params.extend(standing_options())
    return command


@click.command(cls=_Commands, params=standing_options(), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leitmotiv")
@click.pass_context
def leitmotiv(ctx: click.Context) -> None:
    """Which topics draw clients, and which only take time.

    Markdown posts in, a multilingual site, a bilingual newsletter and an honest report out.
    """
    ctx.ensure_object(Standing)


def _open_what_is_closed() -> None:
    """Opens /dev/null for each standard stream that is closed. Else the next file that is opened would become stdin,
    and the engine that draws charts would read it.
    """
    for stream in range(3):
        try:
            os.fstat(stream)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _hear_how_children_end() -> None:
    """Whoever started this may have it forgotten how children end: then a command that failed would count as done."""
    if sys.platform != "win32" and signal.getsignal(signal.SIGCHLD) == signal.SIG_IGN:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _take_any_letter() -> None:
    """Where stdout is not UTF-8, as a pipe on Windows, `?` stands for letters that it lacks; a closed one takes all."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (as long as the process)
    elif isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _settle_in() -> None:
    """Sets this process up, before anything heavy is imported."""
    _open_what_is_closed()
    _hear_how_children_end()
    _take_any_letter()
    # A command builds much and lives for seconds: the collector's default walks over it all again and again.
    gc.set_threshold(100_000, 20, 20)
    # Matrices here are small: several threads of the matrix library would take three times the work to wait for each
    # other. It reads this once, when numpy is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # pydantic would look through all installed packages for plugins that change how a config is checked.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line (sys.argv unless given) and exits: 0 done, 1 failed, 2 misused."""
    _settle_in()
    # https://no-color.org; a dumb terminal would show the escapes themselves.
    color = False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None
    try:
        code = leitmotiv(arguments, standalone_mode=False, color=color)
    except LeitmotivError as refused:
        for problem in refused.problems:
            _tell(str(problem), color)
        sys.exit(1)
    except click.ClickException as misused:
        misused.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; nothing was left half written", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # else Python would complain there that stdout cannot be flushed
        sys.exit(1)
    except (OSError, RuntimeError) as met:
        # Up to Python 3.12 pathlib raises a RuntimeError for a link that leads to itself.
        cause = met if isinstance(met, OSError) else met.__context__
        if not (isinstance(cause, OSError) and _is_told(cause, color)):
            raise
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _is_told(cause: OSError, color: bool | None) -> bool:
    """Tells of a file that cannot be used, such as somebody else's, or of a full disk; False for anything else."""
    if cause.filename is not None:
        _tell(f"{cause.filename}: {cause.strerror}", color)
        return True
    if cause.errno not in _FULL:
        return False
    click.echo(f"error: nothing more can be said here: {cause.strerror}", err=True)
    # What is left in the buffer would be tried once more at the end (https://docs.python.org/3/library/signal.html).
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _tell(problem: str, color: bool | None) -> None:
    click.echo(click.style("error: ", fg="red", bold=True) + printable(problem), err=True, color=color)
