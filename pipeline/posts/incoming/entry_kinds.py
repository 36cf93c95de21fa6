"""Entries of a feed that are no posts, and those that nobody published: Blogger's backup is an Atom feed of all it has.

Comments are told by RFC 4685, drafts by RFC 5023, the rest by Blogger's own marks, of which there are older and newer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SCHEME = "http://schemas.google.com/g/2005#kind"
_NOUNS = {"comment": "comments", "page": "pages", "template": "templates", "settings": "settings"}


def no_post(entry: Mapping[str, Any]) -> str:
    """What an entry is, in the plural, where it is no post; empty where it is one."""
    if "thr_in-reply-to" in entry:
        return "comments"
    if entry.get("blogger_status") in ("SOFT_TRASHED", "DELETED"):
        return "posts in the trash"
    marks = [str(tag.get("term")).rpartition("#")[2] for tag in entry.get("tags", ()) if tag.get("scheme") == _SCHEME]
    return next((_NOUNS[kind] for kind in [*marks, str(entry.get("blogger_type", "")).lower()] if kind in _NOUNS), "")


def is_draft(entry: Mapping[str, Any]) -> bool:
    """Whether nobody was to read it yet."""
    status = str(entry.get("blogger_status", ""))
    return str(entry.get("app_draft", "")).lower() == "yes" or status in ("DRAFT", "SCHEDULED")


def tags(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The tags that its author gave it."""
    found = (tag for tag in entry.get("tags", ()) if tag.get("scheme") != _SCHEME)
    return tuple(str(tag.get("label") or tag.get("term") or "") for tag in found)
