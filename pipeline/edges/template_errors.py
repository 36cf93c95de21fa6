"""What a template did wrong, and where: its path as the user knows it, and the line that its traceback points to."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from pipeline.errors import Problem, TemplateError

RAISED = (
    JinjaError,
    ArithmeticError,
    AssertionError,  # Babel, of what is no day
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template can raise by what it says."""


def told(refused: Exception, name: str, own: Path, packaged: Path) -> TemplateError | None:
    """The mistake of the template `name`, or of one that it uses; None where no template is to blame.

    `own` is the workspace's folder of templates. What comes out of a packaged one and is no error of Jinja's is a
    mistake of this program.
    """
    places = [*_places(refused, packaged), *_places(refused, own)]
    path, line = places[-1] if places else (f"templates/{name}", None)
    is_own = next(_places(refused, own), None) is not None
    match refused:
        case TemplateSyntaxError():
            file = _below(refused.filename or "", own) or _below(refused.filename or "", packaged)
            return _problem(f"does not parse: {refused.message}", file or f"templates/{name}", refused.lineno)
        case TemplateNotFound() if places:
            asked = f"asks for templates/{refused.name}, which is not there"
            return _problem(f'{asked}; names begin below templates/, as in "site/post.html"', path, line)
        case TemplateNotFound():
            return _problem("there is no such template", f"templates/{refused.name}", None)
        case UndefinedError():
            return _problem(f"asks for something that it is not given: {refused.message}", path, line)
        case JinjaError():
            return _problem(str(refused.message), path, line)
        case RecursionError() if is_own:
            return _problem("extends, includes or imports itself, or calls itself without end", path, line)
        case _ if is_own:
            return _problem(f"cannot be rendered: {str(refused) or type(refused).__name__}", path, line)
    return None


def unreadable(refused: UnicodeDecodeError, name: str) -> TemplateError:
    """The template or the file beside it called `name` is no UTF-8."""
    line = refused.object[: refused.start].count(b"\n") + 1
    found = refused.object[refused.start]
    return _problem(f"byte 0x{found:02x} is not valid UTF-8; save the file as UTF-8", f"templates/{name}", line)


def _problem(message: str, path: str, line: int | None) -> TemplateError:
    return TemplateError(Problem(message, path, line))


def _places(refused: BaseException, folder: Path) -> Iterator[tuple[str, int]]:
    """Where in the templates of `folder` it came up, the innermost last."""
    for frame, line in traceback.walk_tb(refused.__traceback__):
        path = _below(frame.f_code.co_filename, folder)
        if path:
            yield path, line


def _below(file: str, folder: Path) -> str | None:
    path = Path(file)
    return f"templates/{path.relative_to(folder).as_posix()}" if path.is_relative_to(folder) else None
