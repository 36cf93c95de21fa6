"""What all pages of the receiver need: the workspace, its templates and look, and who carries the mails."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.edges import place
from pipeline.edges.templates import Templates
from pipeline.model import locales
from pipeline.model.config import Config
from pipeline.model.language import chosen, nearest, recognised
from pipeline.model.people import Subscriber
from pipeline.model.workspace import Workspace
from pipeline.posts import links
from pipeline.runs import assets
from pipeline.web.guards import Gate
from pipeline.web.postman import Postman

_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}
"""Headers of every answer. The addresses of these pages are keys: no site may learn them, and no cache keep them."""
_STYLE = "/assets/style.css"
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around each page. `languages` are the other ones that the page is there in, with their addresses."""

    lang: str
    direction: str
    name: str
    home: str
    stylesheet: str
    impressum: str
    languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The receiver of one workspace. Its config names the address at which the receiver is reached."""

    standing: Workspace
    templates: Templates
    files: Mapping[str, bytes] = field(repr=False)
    gate: Gate
    postman: Postman
    announce: Callable[[str], None]

    @property
    def workspace(self) -> Workspace:
        """As of today, which comes again each midnight: a receiver runs for months."""
        return replace(self.standing, as_of=place.today())

    @property
    def config(self) -> Config:
        """The configuration of the workspace."""
        return self.standing.config

    @property
    def base(self) -> str:
        """The path at which the receiver stands on its host, without a slash at the end."""
        return urlsplit(self.config.receiver.url or "").path.rstrip("/")

    def lang(self, request: Request, wished: str = "") -> str:
        """The language of a page: as wished, else as `?lang=` says, else as the browser likes it, else the first."""
        accepted = request.headers.get("accept-language", "")[:500]
        said = (wished, request.query_params.get("lang", ""), *(one.partition(";")[0] for one in accepted.split(",")))
        for tag in said:
            if found := nearest(recognised(tag) or "", self.config.languages):
                return found
        return self.config.languages[0]

    def lang_of(self, request: Request, person: Subscriber | None) -> str:
        """The language of a reader's own page: as `?lang=` says, else the first that they read, else as for anybody."""
        own = person.langs[0] if person and person.langs else ""
        return self.lang(request, request.query_params.get("lang") or own)

    def page(self, template: str, lang: str, values: Mapping[str, object], *, status: int = 200) -> Response:
        """The page that `template` makes. A value `here`, its path, offers it in the other languages, too."""
        config, here = self.config, values.get("here")
        frame = Frame(
            lang=lang,
            direction=locales.direction(lang),
            name=config.workspace.name,
            home=links.absolute(config, links.home(lang)),
            stylesheet=f"{self.base}{_STYLE}?{self._mark}",
            impressum=chosen(config.sender.impressum, lang, config.languages).strip(),
            languages=tuple((one, f"{self.base}{here}?lang={one}") for one in config.languages) if here else (),
        )
        text = self.templates.render(f"receiver/{template}", lang, {**values, "frame": frame})
        return HTMLResponse(text, status, {**SAFE, "Content-Language": lang})

    def too_many(self, lang: str, wait_s: int) -> Response:
        """429 (RFC 6585) with the time after which it may be tried again."""
        answer = self.page("too_many.html", lang, {"minutes": -(-wait_s // 60)}, status=429)
        answer.headers["Retry-After"] = str(wait_s)
        return answer

    def file(self, path: str) -> Response | None:
        """A file of the pages' look."""
        content = self.files.get(path)
        if content is None:
            return None
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(content, 200, {**SAFE, "Cache-Control": _FOREVER}, media_type=kind)

    @property
    def _mark(self) -> str:
        """Changes with the style, so that browsers may keep it."""
        return hashlib.sha256(self.files[_STYLE]).hexdigest()[:8]


def look(workspace: Workspace, templates: Templates) -> dict[str, bytes]:
    """The style sheet of the site with its fonts, by their paths here."""
    fonts = {f"/assets/{name}": content for name, content in assets.font_files(workspace).items()}
    named = {name: name for name in map(posixpath.basename, fonts)}
    style = templates.render("site/style.css", workspace.config.languages[0], {"fonts": named})
    return {_STYLE: style.encode(), **fonts}
