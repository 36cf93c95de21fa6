"""Where the command `leitmotiv` comes in and goes out: a Ctrl-C is understood at once, and nothing is tidied up."""

from __future__ import annotations

import atexit
import os
import sys
import threading


def main() -> None:
    """Loads the command line and runs it; a Ctrl-C while it loads ends in a sentence, not in a traceback."""
    try:
        from pipeline.cli import main as command_line
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was begun\n")
        sys.exit(1)
    try:
        command_line.main()
    except SystemExit as ended:
        _leave(ended.code)
        raise


def _leave(code: object) -> None:
    """Ends the process at once: to free each object of a site of 5,000 posts takes longer than to render twenty pages.

    As mypy's `hard_exit` does, but that what was registered for the end is still done. Returns where there is more to
    end than this: other threads, an output that refuses its last lines, a code that is no number.
    """
    if not isinstance(code, int) or threading.active_count() > 1:
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
    os._exit(code)
