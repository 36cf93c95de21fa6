"""A workspace with offers, channels and exports of people, for the tests of taking in and care."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.edges import workspace
from pipeline.edges.database import leads as stored_leads
from pipeline.model.people import Lead
from pipeline.model.workspace import Workspace
from pipeline.runs import store
from tests.conftest import CONFIG

CONTENT = {
    "leitmotiv.toml": CONFIG,
    "content/themes.toml": (
        '[performance]\nname = {en = "Performance"}\n'
        'keywords = {de = ["langsam", "Latenz"], en = ["slow", "latency"]}\n'
        '[architecture]\nname = {en = "Architecture"}\nkeywords = {de = ["Architektur"], en = ["architecture"]}\n'
    ),
    "content/offers.toml": '[discovery]\nname = {en = "Architecture Discovery Workshop"}\nthemes = ["architecture"]\n',
    "content/channels.toml": "".join(f'[{key}]\nname = {{en = "{key}"}}\n' for key in ("events", "blog", "network")),
    "content/posts/tail.de.md": (
        "---\ntitle: Latenz\ndate: 2026-01-10\nlang: de\nthemes: [performance]\n---\nWarum es langsam ist.\n"
    ),
}
FILES = {
    "contacts.csv": (
        "Record ID,First Name,Email,Company Name,Create Date,Original Source,First Page Seen,Lifecycle Stage,"
        "Number of Employees,Associated Deal IDs\n"
        "51,Ana,ana@nordlicht.ch,Nordlicht,2026-02-11 09:10,Referrals,https://mini.example.org/de/posts/tail.html,Customer,25,9\n"
        "52,Bela,bela@nordlicht.ch,,2026-01-11,Organic Search,,Lead,,\n"
        "53,Chiara,chiara@damico.it,,2026-03-01,Organic Search,,Lead,,\n"
    ),
    "deals.csv": (
        "Record ID,Deal Name,Deal Stage,Close Date,Amount\n"
        "9,Architecture Discovery Workshop,Closed won,2026-04-10,6000\n"
    ),
    "own.csv": (
        "date,email,name,stage,stage_date,message\n2026-03-05,eve@damico.it,Eve,offered,2026-03-20,Alles ist langsam\n"
    ),
    "booking.json": json.dumps(
        {
            "event": "invitee.created",
            "payload": {
                "uri": "https://api.calendly.com/invitees/IN1",
                "email": "ana@gmail.com",
                "name": "Ana L",
                "created_at": "2026-05-02T17:51:18Z",
                "questions_and_answers": [{"question": "How did you hear about me?", "answer": "Bela"}],
                "tracking": {},
            },
        }
    ),
    "mail.eml": (
        "From: Ana <ana@gmail.com>\r\nSubject: Architektur\r\nDate: Tue, 07 Apr 2026 08:12:00 +0200\r\n"
        "Message-ID: <m1@x>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGuten Tag\r\n"
    ),
    "form.json": json.dumps(
        {
            "id": "f1",
            "number": 1,
            "email": "dora@firma.ch",
            "created_at": "2026-06-13T14:02:06Z",
            "data": {"comments": "We are slow", "wish": "More on latency", "company": "Firma"},
        }
    ),
}


def made(root: Path, files: Mapping[str, str] | None = None, name: str = "leitmotiv") -> Workspace:
    """The workspace at `root` with exports in private/imports; its database is called `name`."""
    for path, text in {**CONTENT, **{f"private/imports/{path}": text for path, text in (files or {}).items()}}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="")
    found = workspace.load(str(root), None)
    database = found.config.database.model_copy(update={"url": f"sqlite:///private/{name}.db"})
    return replace(found, config=found.config.model_copy(update={"database": database}))


def paths(*names: str) -> list[str]:
    """Where exports lie."""
    return [f"private/imports/{name}" for name in names]


def every_lead(where: Workspace) -> tuple[Lead, ...]:
    """All leads, those that were set aside included."""
    with store.reading(where) as connection:
        return stored_leads.every_lead(connection)


def number(where: Workspace, email: str) -> int:
    """The number of the lead that somebody with this address belongs to."""
    company = email.partition("@")[2]
    found = [lead for lead in every_lead(where) if email == lead.email or lead.company_key == company]
    assert len(found) == 1, (email, found)
    return found[0].id or 0
