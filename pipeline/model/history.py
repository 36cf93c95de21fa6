"""The changes between two states of a lead."""

from __future__ import annotations

from datetime import date

from pipeline.model.people import FIT, Change, Lead, Origin

_SILENT = ("name", "email", "message", "referred_by")


def changes(before: Lead, after: Lead, on: date, by: Origin) -> tuple[Change, ...]:
    """A change for each thing that differs; a message or a person is said to have changed, never repeated."""
    old, new = _told(before), _told(after)
    found = [
        Change(on=on, by=by, what=what, before=old[what], after=new[what]) for what in new if old[what] != new[what]
    ]
    silent = [what for what in _SILENT if getattr(before, what) != getattr(after, what)]
    return (*found, *(Change(on=on, by=by, what=what, before="", after="") for what in silent))


def _told(lead: Lead) -> dict[str, str]:
    return {
        "stage": ", ".join(f"{change.stage} {change.on}" for change in lead.stages),
        "channel": lead.channel,
        "company": lead.company,
        "employees": _shown(lead.employees),
        "offer": _shown(lead.offer),
        "value": _shown(lead.value),
        "theme": _shown(lead.theme),
        "how_did_you_hear": lead.self_report,
        **{question: _answer(getattr(lead.fit, question)) for question in FIT},
        "rows": str(len(lead.rows)),
        "not_a_lead": "yes" if lead.set_aside else "",
    }


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)


def _answer(said: bool | None) -> str:
    return "" if said is None else "yes" if said else "no"
