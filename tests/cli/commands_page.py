"""docs/commands.md: `python -m tests.cli.commands_page` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

import click

from pipeline.cli.context import standing_options
from pipeline.cli.main import leitmotiv
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "commands.md"
_OPENING = """# Commands

Every command with its options, as its `--help` shows them. Left out is what each of them takes: `-C DIR` (the
workspace, if not here), `--as-of DATE` (the day that counts as today) and `-h`. Exit codes, and what programs get from
`--json`: [json.md](json.md).
"""
_WIDTH = 120
_EVERYWHERE = {option.name for option in standing_options()}


def written() -> str:
    """The page as the commands have it."""
    return "\n".join([_OPENING, *_sections(leitmotiv, click.Context(leitmotiv, info_name="leitmotiv"))])


def _sections(group: click.Group, of: click.Context) -> Iterator[str]:
    for name in group.list_commands(of):
        command = group.get_command(of, name)
        assert command
        context = click.Context(command, parent=of, info_name=name)
        level = "##" if of.parent is None else "###"
        yield f"{level} {context.command_path}\n\n{indent(_help(command, context), '    ')}"
        if isinstance(command, click.Group):
            yield from _sections(command, context)


def _help(command: click.Command, context: click.Context) -> str:
    formatter = click.HelpFormatter(width=_WIDTH)
    command.format_usage(context, formatter)
    command.format_help_text(context, formatter)
    own = [param for param in command.params if isinstance(param, click.Option) and param.name not in _EVERYWHERE]
    rows = [row for option in own if (row := option.get_help_record(context))]
    if rows:
        with formatter.section("Options"):
            formatter.write_dl(rows)
    return formatter.getvalue()


if __name__ == "__main__":
    PAGE.write_text(written(), "utf-8")
