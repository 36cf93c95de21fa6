"""Page views in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from pipeline.edges.database.counts import Counts
from pipeline.edges.database.tables import PAGE_VIEWS
from pipeline.model.people import PageViews


def page_views(connection: Connection) -> tuple[PageViews, ...]:
    """The views of each page, by path and source."""
    rows = connection.execute(select(PAGE_VIEWS).order_by(PAGE_VIEWS.c.path, PAGE_VIEWS.c.source))
    return tuple(_views(row) for row in rows)


def save_page_views(connection: Connection, items: Iterable[PageViews]) -> Counts:
    """Keeps the larger count of each page.

    Exports do not say which days they cover. Taken over all time they only grow, so the larger one is the later one,
    in whatever order and however often they come; exports of single months are never added up by mistake.
    """
    known = {(views.source, views.path): views for views in page_views(connection)}
    most = dict(known)
    seen: dict[tuple[str, str], None] = {}
    for views in items:
        before = most.get((views.source, views.path))
        if before is None or (views.views, views.visitors) > (before.views, before.visitors):
            most[views.source, views.path] = views
        seen[views.source, views.path] = None
    new = [most[key] for key in seen if key not in known]
    changed = [most[key] for key in seen if key in known and most[key] != known[key]]
    if new:
        connection.execute(insert(PAGE_VIEWS), [_values(views) for views in new])
    for views in changed:
        same = (PAGE_VIEWS.c.source == views.source) & (PAGE_VIEWS.c.path == views.path)
        connection.execute(update(PAGE_VIEWS).where(same).values(_values(views)))
    return Counts(len(new), len(changed), len(seen) - len(new) - len(changed))


def _views(row: Row[Any]) -> PageViews:
    return PageViews(path=row.path, views=row.views, visitors=row.visitors, source=row.source, until=row.until)


def _values(views: PageViews) -> dict[str, object]:
    return {
        "source": views.source,
        "path": views.path,
        "views": views.views,
        "visitors": views.visitors,
        "until": views.until,
    }
