"""Google Analytics 4: the report on pages and screens, or on landing pages, with or without its comments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.demand import view_cells
from pipeline.demand.periods import Covered
from pipeline.model.people import PageViews
from pipeline.model.table import Record, RowError

SOURCE = "ga4"

_PATHS = ("page path and screen class", "page path + query string and screen class", "page path + query string",
          "page path", "landing page + query string", "landing page", "page location", "full page url",
          "seitenpfad und bildschirmklasse", "seitenpfad + abfragestring", "seitenpfad", "landingpage + abfragestring",
          "landingpage", "zielseite", "chemin de la page et classe de l'écran", "page de destination",
          "ruta de página y clase de pantalla", "página de destino", "sidesti og skærmklasse",
          "landingsside", "paginapad en schermklasse", "paginapad", "bestemmingspagina", "landingspagina",
          "ścieżka strony i klasa ekranu", "ścieżka strony", "strona docelowa",
          "caminho da página e classe da tela", "caminho da página e classe do ecrã", "caminho da página")  # fmt: skip
_WITHOUT_SCHEME = "full page url"
"""The column that has the host and all that follows: `www.example.org/a?b=1`."""
_VIEWS = ("views", "pageviews", "screen page views", "aufrufe", "seitenaufrufe", "vues", "vistas", "visninger",
          "weergaven", "sessions", "sitzungen", "sesiones", "sessioner", "sessies",
          "wyświetlenia", "sesje", "visualizações", "sessões")  # fmt: skip
_READERS = ("active users", "total users", "users", "aktive nutzer", "nutzer insgesamt", "nutzer",
            "utilisateurs actifs", "usuarios activos", "aktive brugere", "actieve gebruikers",
            "aktywni użytkownicy", "usuários ativos", "utilizadores ativos")  # fmt: skip
_SUMS = frozenset({"grand total", "gesamtsumme", "total general", "totale generale", "eindtotaal"})
# What stands in the place of a page where Google knows none, or sums up.
_NO_PAGE = frozenset({"", "(not set)", "(nicht festgelegt)", "(other)", "(andere)", "total", "grand total", "gesamt",
                      "gesamtsumme", "totals"})  # fmt: skip


def is_pages(columns: frozenset[str]) -> bool:
    """Whether a table with these columns counts views, or else sessions, by page."""
    return bool(columns & set(_PATHS)) and bool(columns & set(_VIEWS))


def is_sum(cells: Sequence[str]) -> bool:
    """Whether a row sums up an exploration: it has one cell more than there are columns, which says so."""
    return cells[-1].strip().casefold() in _SUMS


def views(record: Record, covered: Covered) -> PageViews | None:
    """The views of the page in a row; None where the row is about no page. Sessions count where views are not told."""
    column = _first(record, _PATHS)
    said = record[column]
    if said.casefold() in _NO_PAGE:
        return None
    path = view_cells.path(f"https://{said}" if column == _WITHOUT_SCHEME and "://" not in said else said)
    if path is None:
        raise RowError(f'"{said}" in "{column}" is no path of a page; it must begin with /')
    readers = _first(record, _READERS)
    return PageViews(
        path=path,
        views=view_cells.count(record, _first(record, _VIEWS)),
        visitors=view_cells.count(record, readers) if readers else 0,
        source=SOURCE,
        start=covered.start,
        until=covered.until,
    )


def _first(record: Record, names: Iterable[str]) -> str:
    return next((name for name in names if name in record.values), "")
