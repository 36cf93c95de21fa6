"""Exports of other newsletter tools: told by their columns, and who has left there never comes back as confirmed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.audience import labels, subscribers
from pipeline.audience.labels import Said
from pipeline.model import table
from tests.audience import cases
from tests.audience.cases import AS_OF, THEMES

SUBSTACK = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n"
MAILCHIMP = "Email Address,First Name,Last Name,Language,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,{}LEID,EUID,NOTES,TAGS\n"
GHOST = "id,email,name,note,subscribed_to_emails,complimentary_plan,created_at,deleted_at,labels,tiers\n"
BUTTONDOWN = "id,email_address,creation_date,notes,metadata,tags,subscriber_type\n"


def test_substack_tells_who_pays_and_who_switched_mail_off() -> None:
    rows = "a@x.org,true,2026-12-01T00:00:00.000Z,yearly,false,2026-02-01T10:00:00.000Z,\nb@x.org,false,,other,true,,\n"
    people, rejects = cases.people(SUBSTACK + rows)
    assert [(one.state, one.tier, one.source) for one in people] == [
        ("confirmed", "paid", "substack"),
        ("unsubscribed", None, "substack"),
    ]
    assert people[0].since == datetime(2026, 2, 1, 10, tzinfo=UTC)
    assert not rejects


@pytest.mark.parametrize(("column", "state"), [("", "confirmed"), ("UNSUB_TIME,", "unsubscribed"),
                                               ("CLEAN_TIME,CLEAN_CAMPAIGN_ID,", "unsubscribed")])  # fmt: skip
def test_mailchimp_has_a_file_for_each_state(column: str, state: str) -> None:
    extra = "," * column.count(",")
    row = f"Ana@X.org,Ana, Lind ,de,2,2026-03-01 10:00:00,2026-03-02 10:00:00,{extra}7,e,,\n"
    ((person,), _) = cases.people(MAILCHIMP.format(column) + row)
    assert (person.email, person.name, person.state, person.langs) == ("ana@x.org", "Ana Lind", state, ("de",))
    assert person.since == datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_mailchimps_file_of_a_german_list_is_known_too() -> None:
    """Who left there would otherwise stay on the list where another file still has the address."""
    head = MAILCHIMP.format("UNSUB_TIME,").replace("Email Address", "E-Mail-Adresse").replace("First Name", "Vorname")
    ((person,), _) = cases.people(head + "Ana@X.org,Ana,Lind,de,2,,,2026-04-01 10:00:00,7,e,,\n")
    assert (person.email, person.name, person.state) == ("ana@x.org", "Ana Lind", "unsubscribed")


def test_mailchimps_file_of_a_list_in_any_language_is_known_too() -> None:
    """Told to name its columns, people named the address, and all who had left were on the list."""
    head = MAILCHIMP.format("UNSUB_TIME,").replace("Email Address,First Name,Last Name,Language", "{}")
    for columns in ("Indirizzo e-mail,Nome,Cognome,Lingua", "Adres,Imię,Nazwisko,Język"):
        ((person,), _) = cases.people(head.format(columns) + "Ana@X.org,Ana,Lind,it,2,,,2026-04-01 10:00:00,7,e,,\n")
        assert (person.email, person.state) == ("ana@x.org", "unsubscribed")


def test_of_two_addresses_of_mailchimp_the_first_counts() -> None:
    head = MAILCHIMP.format("").replace("Language", "E-Mail")
    ((person,), _) = cases.people(head + "ana@x.org,Ana,Lind,ana@private.example,2,,,7,e,,\n")
    assert person.email == "ana@x.org"


@pytest.mark.parametrize(
    "row",
    [
        f"{SUBSTACK}a@x.org,true,,,false,3/4/2024 10:11,\n",
        f"{MAILCHIMP.format('')}a@x.org,,,,2,,3/4/2024 10:11,7,e,,\n",
        f"{GHOST}1,a@x.org,Ana,,true,,3/4/2024 10:11,,,\n",
        f"{BUTTONDOWN}1,a@x.org,3/4/2024 10:11,,,,regular\n",
        "uuid,email,name,attributes,status,created_at\n1,a@x.org,Ana,{},enabled,3/4/2024 10:11\n",
    ],
)
def test_a_day_that_is_not_clear_keeps_no_reader_out(row: str) -> None:
    """Spreadsheets write days anew where somebody saves an export in them."""
    (person,), rejects = cases.people(row)
    assert (person.email, person.since, rejects) == ("a@x.org", None, ())


def test_mailchimps_tags_may_say_language_and_themes() -> None:
    row = 'a@x.org,,,,2,,,7,e,,"""theme:performance"",""lang:de"",""VIP"""\n'
    ((person,), _) = cases.people(MAILCHIMP.format("") + row)
    assert (person.langs, person.themes) == (("de",), ("performance",))


def test_labels_may_stand_one_a_line() -> None:
    row = 'a@x.org,,,,2,,,7,e,,"lang:de\r\ntheme:performance"\n'
    ((person,), rejects) = cases.people(MAILCHIMP.format("") + row)
    assert (person.langs, person.themes, rejects) == (("de",), ("performance",), ())


def test_ghost_members_without_mail_or_deleted_are_unsubscribed() -> None:
    rows = (
        "1,a@x.org,Ana,,true,false,2026-03-01T09:30:00.000Z,,lang-de,Gold\n"
        "2,b@x.org,,,false,false,2026-03-01T09:30:00.000Z,,,\n"
        "3,c@x.org,,,true,false,2026-03-01T09:30:00.000Z,2026-04-01T09:30:00.000Z,,\n"
    )
    people, _ = cases.people(GHOST + rows)
    assert [(one.state, one.langs, one.tier) for one in people] == [
        ("confirmed", ("de",), "gold"),
        ("unsubscribed", (), None),
        ("unsubscribed", (), None),
    ]


@pytest.mark.parametrize(("kind", "state"), [("regular", "confirmed"), ("premium", "confirmed"), ("unactivated",
    "unconfirmed"), ("unsubscribed", "unsubscribed"), ("undeliverable", "unsubscribed")])  # fmt: skip
def test_buttondown_has_a_type_for_each_state(kind: str, state: str) -> None:
    row = f'1,a@x.org,2026-03-01,,"{{""lang"": ""en-GB""}}","theme:agile, x",{kind}\n'
    ((person,), rejects) = cases.people(BUTTONDOWN + row)
    assert (person.state, person.langs, person.themes) == (state, ("en-gb",), ("agile",))
    assert not rejects


def test_a_type_that_nobody_knows_is_rejected() -> None:
    _, (reject,) = cases.people(f"{BUTTONDOWN}1,a@x.org,2026-03-01,,,,regulr\n")
    assert reject.reason == 'unknown state "regulr" in "subscriber_type"; did you mean "regular"?'


BEEHIIV = (
    "email,First Name,Last Name,status,tier,created_at,stripe_customer_id,Free Tier,Premium Tier,unsubscribed_at\n"
)
MAILPOET = "Email,First name,Last name,Subscription time,Confirmation time,List status,Global status,List\n"
WIX = "First Name,Last Name,Phone 1,Email 1,Labels,Created At (UTC+0),Email subscriber status,Source,Language\n"


@pytest.mark.parametrize(
    ("status", "left", "state"),
    [
        ("active", "", "confirmed"),
        ("pending", "", "unconfirmed"),
        ("validating", "", "unconfirmed"),
        ("inactive", "", "unsubscribed"),
        ("invalid", "", "unsubscribed"),
        ("active", "2026-03-13 11:33:53 UTC", "unsubscribed"),
    ],
)
def test_beehiiv_tells_who_has_left_by_a_status_or_a_day(status: str, left: str, state: str) -> None:
    row = f"a@x.org,Ana,Lind,{status},premium,2026-02-01 10:00:00 UTC,cus_1,No,Yes,{left}\n"
    ((person,), rejects) = cases.people(BEEHIIV + row)
    assert (person.name, person.state, person.tier) == ("Ana Lind", state, "paid")
    assert person.since == datetime(2026, 2, 1, 10, tzinfo=UTC)
    assert not rejects


@pytest.mark.parametrize(
    ("on_the_list", "everywhere", "state"),
    [
        ("subscribed", "subscribed", "confirmed"),
        ("unsubscribed", "subscribed", "unsubscribed"),
        ("subscribed", "bounced", "unsubscribed"),
        ("subscribed", "unconfirmed", "unconfirmed"),
        ("subscribed", "inactive", "unconfirmed"),
        ("", "", "unconfirmed"),
    ],
)
def test_of_mailpoets_two_states_the_one_that_keeps_letters_away_counts(
    on_the_list: str, everywhere: str, state: str
) -> None:
    row = f"a@x.org,Ana,Lind,2026-02-01 10:00:00,2026-02-02 10:00:00,{on_the_list},{everywhere},Letters\n"
    ((person,), rejects) = cases.people(MAILPOET + row)
    assert (person.name, person.state) == ("Ana Lind", state)
    assert person.since == datetime(2026, 2, 2, 10, tzinfo=UTC)
    assert not rejects


def test_of_wixs_contacts_only_those_come_in_who_asked_for_letters_or_have_left() -> None:
    rows = (
        "Ana,Lind,,a@x.org,VIP;tier:inner,2026-02-01 10:00,Subscribed,Form,de\n"
        "Bo,,,b@x.org,,2026-02-01 10:00,Unsubscribed,Import,en\n"
        "Cy,,,c@x.org,,2026-02-01 10:00,Never subscribed,Order,en\n"
        "Du,,555,,,2026-02-01 10:00,,Order,en\n"
    )
    found = table.parse("contacts.csv", WIX + rows)
    shape = subscribers.recognised(found)
    assert shape is not None
    read = subscribers.read(found, shape, cases.AS_OF, cases.THEMES)
    assert [(one.email, one.state, one.langs, one.tier) for one in read.people] == [
        ("a@x.org", "confirmed", ("de",), "inner"),
        ("b@x.org", "unsubscribed", ("en",), None),
    ]
    assert not read.rejects
    assert read.remarks == ("contacts.csv: 2 contacts never asked for letters, and none of them was taken",)


@pytest.mark.parametrize(
    "text",
    [
        f"{BEEHIIV}a@x.org,,,paused,free,,,,,\n",
        f"{MAILPOET}a@x.org,,,,,trash,subscribed,L\n",
        f"{WIX},,,a@x.org,,,Snoozed,,\n",
    ],
)
def test_a_state_that_a_program_is_not_known_to_have_makes_nobody_a_reader(text: str) -> None:
    people, (reject,) = cases.people(text)
    assert not people
    assert reject.reason.startswith("unknown state")


@pytest.mark.parametrize("head", ["Name,Email,Type,Notes", "Start Time,Email,Type,Notes,Date Scheduled"])
def test_contacts_with_a_type_and_notes_are_no_readers_of_buttondown(head: str) -> None:
    """Whose type was empty, or "active", would have got letters."""
    assert subscribers.recognised(table.parse("people.csv", f"{head}\n")) is None


def test_whoever_has_no_type_is_no_reader() -> None:
    people, (reject,) = cases.people(f"{BUTTONDOWN}1,a@x.org,2026-03-01,,,,\n")
    assert not people
    assert 'unknown state "" in "type"' in reject.reason


def test_our_own_export_comes_back_whole() -> None:
    ((person,), _) = cases.people("email,name,lang,state,themes,tier\na@x.org,Ana,de en,confirmed,agile data,inner\n")
    assert (person.langs, person.themes, person.tier) == (("de", "en"), ("agile", "data"), "inner")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", Said()),
        ("lang:de", Said(("de",))),
        ("language=pt_BR; x, tier: inner", Said((), (), "inner")),
        ("['lang-de', 'theme-agile work']", Said(("de",), ("agile-work",))),
        ("language-lovers", Said()),
        ("tier:inner,theme:a,theme:a", Said((), ("a",), "inner")),
    ],
)
def test_labels_say_language_theme_and_tier(cell: str, said: Said) -> None:
    assert labels.read(labels.split(cell)) == said


def test_the_samples_are_read(shared: Path) -> None:
    found = {}
    for name in ("ghost_members", "mailchimp_subscribed", "substack_email_list"):
        people, rejects = cases.people((shared / f"samples/leads/{name}.csv").read_text("utf-8"))
        found[name] = ([one.state for one in people], len(rejects))
    assert found == {
        "ghost_members": (["confirmed", "unsubscribed"] * 3, 0),
        "mailchimp_subscribed": (["confirmed"] * 3, 0),
        "substack_email_list": (["unsubscribed", "confirmed"], 1),
    }
    for name, state in (("subscribed", "confirmed"), ("cleaned", "unsubscribed"), ("unsubscribed", "unsubscribed")):
        people, _ = cases.people((shared / f"samples/imports/mg-mailchimp-members/{name}.csv").read_text("utf-8"))
        assert {one.state for one in people} == {state}


@pytest.mark.parametrize(
    "path", ["nonsubscribed_email_audience_export_1a2b.csv", "mc/nonsubscribed_members_export.csv"]
)
def test_mailchimps_contacts_who_never_asked_for_letters_get_none(path: str) -> None:
    """Customers of a shop stand in that file, with the columns of those who subscribed."""
    found = table.parse(path, MAILCHIMP.format("") + "Ana@X.org,Ana,Lind,de,2,,,7,e,,\n")
    shape = subscribers.recognised(found)
    assert shape is not None
    got = subscribers.read(found, shape, AS_OF, THEMES)
    assert (got.people, got.rejects) == ((), ())
    assert "never asked for letters" in got.remarks[0]


@pytest.mark.parametrize(("said", "langs"), [("français", ("fr",)), ("Nederlands", ("nl",)), ("Frans", ("fr",)),
                                             ("español", ("es",)), ("NL", ("nl",)), ("Vlaams", ("nl-be",)),
                                             ('"Nederlands, Français"', ("nl", "fr")),
                                             ("weet niet", ())])  # fmt: skip
def test_mailchimps_field_of_the_language_names_it_in_words(said: str, langs: tuple[str, ...]) -> None:
    ((person,), rejects) = cases.people(MAILCHIMP.format("") + f"a@x.org,,,{said},2,,,7,e,,\n")
    assert (person.langs, rejects) == (langs, ())
