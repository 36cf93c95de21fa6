"""Jinja2 templates: a workspace's own `templates/` override the packaged ones file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
    select_autoescape,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_urlencode
from jinja2.nodes import Expr
from jinja2.runtime import Context
from markupsafe import Markup, escape

from pipeline.edges import packaged, start_cache, template_errors, tokens, unworded, wording
from pipeline.edges.unworded import English
from pipeline.errors import Problem, TemplateError
from pipeline.model import locales
from pipeline.model.language import primary
from pipeline.model.rendering import Wording

_ESCAPED = ("html", "xml", "mjml")
_KIND = "templates"
_OURS = "ours/"
_WRITTEN_IN = "en"
"""The language of sentences that no catalogue has."""
_FRENCH = "fr"
_KEPT = 4096
"""Texts that `once` keeps in each language: frames, days and reading times of a site of many years."""


class _Compiled(BytecodeCache):
    """Compiled templates, shared by the environments of all languages: the code is the same, only the words differ.

    Jinja names each by its file, and checks its source, its own version and Python's. Ours is that of this file, which
    says how templates are compiled.
    """

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))
        if bucket.code is None and (kept := start_cache.get(_KIND, bucket.key + _ours())):
            bucket.bytecode_from_string(kept)
        self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._remember(bucket)
        if bucket.code is not None:
            start_cache.put(_KIND, bucket.key + _ours(), bucket.bytecode_to_string())

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key, bucket.checksum] = bucket.code


@cache
def _ours() -> str:
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


class _Code(CodeGenerator):
    """Jinja's, but that what is put out is escaped and no more: nobody asks the pieces whether they are `Markup`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    """Jinja's, where a site of thousands of pages spends less time."""

    code_generator_class = _Code

    @staticmethod
    def escaped(value: object) -> str:
        """As `markupsafe.escape` writes it."""
        if type(value) is str:
            value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return value.replace('"', "&#34;").replace("'", "&#39;")
        return value if type(value) is Markup else escape(value)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict: it is copied for each page, and a ChainMap is slow."""
        return {**self.globals, **(d or {})}


class _Loader(FileSystemLoader):
    """Finds the workspace's templates before ours, but that `ours/site/post.html` is ours: theirs may extend it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            if template.startswith(_OURS):
                ours = FileSystemLoader(self.searchpath[-1])
                return ours.get_source(environment, template.removeprefix(_OURS))
            return super().get_source(environment, template)
        except UnicodeDecodeError as refused:
            raise template_errors.unreadable(refused, template) from refused


class Templates:
    """Renders a template in a language. One environment a language, made when first asked for."""

    def __init__(self, root: str) -> None:
        self._folders = (Path(root, "templates"), packaged.templates())
        self._environments: dict[str, Environment] = {}
        self._english: dict[str, English] = {}
        self._compiled = _Compiled()

    @cached_property
    def tokens(self) -> Mapping[str, Any]:
        """The design tokens that site, letter and report share, from tokens.toml."""
        return tokens.read(*self._folders)

    def render(self, name: str, lang: str, values: Mapping[str, object]) -> str:
        """The template `name` filled with `values`; raises TemplateError with its file and line."""
        with self._telling(name):
            text = self._environment(lang).get_template(name).render(values)
        if lang in self._english and self._english[lang].was_asked:
            return unworded.in_html(text) if name.endswith(".html") else unworded.plain(text)
        return text

    def read(self, name: str) -> None:
        """Raises TemplateError, as `render` does, where `name` cannot be read; mistakes in values show only there."""
        with self._telling(name):
            self._environment(_WRITTEN_IN).get_template(name)

    @contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        try:
            yield
        except template_errors.RAISED as refused:
            told = template_errors.told(refused, name, *self._folders)
            if told is None:
                raise
            raise told from refused

    def text(self, name: str) -> str:
        """A file beside the templates, as it is."""
        try:
            return self._find(name).read_text("utf-8")
        except UnicodeDecodeError as refused:
            raise template_errors.unreadable(refused, name) from refused

    def wording(self, lang: str) -> Wording:
        """The interface's sentences in `lang`."""
        return wording.load(self._folders, lang)

    def unworded(self, lang: str) -> tuple[list[str], int]:
        """The sentences that readers of `lang` meet in English, and of how many."""
        return wording.lacking(self._folders, lang)

    def too_few_forms(self, lang: str) -> Iterator[Problem]:
        """A problem for each catalogue of the workspace that says fewer plural forms than its language has."""
        return wording.too_few_forms(self._folders[0], lang)

    def languages(self) -> list[str]:
        """Languages that there are sentences for; English is what they are written in."""
        found = {path.stem for folder in self._folders for path in (folder / "locale").glob("*.po")}
        return sorted(found | {_WRITTEN_IN})

    def _find(self, name: str) -> Path:
        for folder in self._folders:
            if (folder / name).is_file():
                return folder / name
        raise TemplateError(Problem("there is no such template", f"templates/{name}"))

    def _environment(self, lang: str) -> Environment:
        if lang not in self._environments:
            self._environments[lang] = self._made(lang)
        return self._environments[lang]

    def _made(self, lang: str) -> Environment:
        environment = _Environment(
            loader=_Loader([str(folder) for folder in self._folders]),
            undefined=StrictUndefined,
            autoescape=select_autoescape(_ESCAPED),
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=self._compiled,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,  # one run sees one state; the preview begins anew when a template changes
        )
        if primary(lang) != _WRITTEN_IN:
            self._english[lang] = English()
        said: Any = wording.load(self._folders, lang, self._english.get(lang))
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            *map(_plain, (said.gettext, said.ngettext)), True, *map(_plain, (said.pgettext, said.npgettext))
        )
        sentences = _sentences(environment.globals["gettext"], said.gettext)
        environment.globals.update(_=sentences, gettext=sentences)
        environment.globals.update(lang=lang, tokens=self.tokens)
        has_words = not isinstance(said, English)
        environment.filters.update(_filters(lang, lang if has_words else _WRITTEN_IN))
        return environment


class _Said(str):
    """A sentence of a catalogue: text, not HTML."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(escape(str(self)))


def _plain(ask: Callable[..., str]) -> Callable[..., str]:
    return lambda *forms: _Said(ask(*forms))


def _sentences(fill: Any, ask: Callable[[str], str]) -> Any:
    """`_` that asks for each sentence once: a page has dozens, and they are the same on every page.

    Only what has gaps is filled: a % in another sentence is a sign, and so is the %% that Jinja makes of one.
    """
    known: dict[tuple[str, bool], str] = {}

    @pass_context
    def sentence(context: Context, text: str, **variables: object) -> str:
        if variables:
            said: str = fill(context, text, **variables)  # Markup where it is escaped
            return said
        place = (text, bool(context.eval_ctx.autoescape))
        if place not in known:
            found = ask(text).replace("%%", "%")
            known[place] = escape(found) if place[1] else found
        return known[place]

    return sentence


def _once(value: Hashable, macro: Callable[..., str], *more: Hashable) -> str:
    """`macro(value, *more)`, cached by language and arguments: an imported macro sees nothing else that may change."""
    return macro(value, *more)


def _dated(day: date, style: Literal["long", "medium"], locale: Locale) -> str:
    """A day in words; the first of a month has an ordinal number in French, which CLDR leaves out."""
    text = format_date(day, style, locale=locale)
    return f"1er{text[1:]}" if locale.language == _FRENCH and day.day == 1 else text


def _listed(names: Sequence[str], locale: Locale) -> str:
    """Names in one phrase; each isolated, since in a page from right to left it may be in other letters."""
    phrase = escape(format_list(["{}"] * len(names), locale=locale))
    return phrase.format(*map(Markup("<bdi>{}</bdi>").format, names))


def _filters(lang: str, spoken: str) -> dict[str, Callable[..., str]]:
    """`spoken` is the language of the sentences, which is another where `lang` has no catalogue."""
    locale = locales.or_english(lang)
    return {
        "date": cache(lambda day: _dated(day, "long", locale)),
        "short_date": cache(lambda day: _dated(day, "medium", locale)),
        "colon": lambda text: text + ("\u00a0:" if primary(spoken) == _FRENCH else ":"),
        "iso": lambda day: day.isoformat() if isinstance(day, (date, datetime)) else str(day),
        "names": lambda names: _listed(names, locales.or_english(spoken)),
        "number": lambda value, pattern="#,##0.##": format_decimal(value, pattern, locale=locale),
        "percent": lambda share, pattern=None: format_percent(share, pattern, locale=locale),
        "language_name": language_name,
        "language_in_words": cache(lambda other: locales.language_name(other, locales.or_english(spoken))),
        "urlencode": lambda value: do_urlencode(unworded.plain(value) if isinstance(value, str) else value),
        "once": lru_cache(_KEPT, typed=True)(_once),
    }


@cache
def language_name(lang: str) -> str:
    """The name of a language in itself: `Deutsch`, `Dansk`; the tag where Babel does not know it."""
    locale = locales.known(lang)
    name = locale.get_display_name() if locale else None
    return name[:1].upper() + name[1:] if name else lang
