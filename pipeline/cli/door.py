"""Where the command `leitmotiv` comes in: loads nothing before a Ctrl-C is understood."""

from __future__ import annotations

import sys


def main() -> None:
    """Loads the command line and runs it; who stops it meanwhile is not shown how Python loads things."""
    try:
        from pipeline.cli import main as command_line
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was begun\n")
        sys.exit(1)
    command_line.main()
