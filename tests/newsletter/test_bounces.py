"""What comes back: whom it is about, whether it is for good, and that ordinary mail is never taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.newsletter.bounces import classifying
from pipeline.newsletter.bounces.notice import Notice

DSN = """From: MAILER-DAEMON@mta.example.net
To: letters@practice.example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mta.example.net

{fields}

--b
Content-Type: text/rfc822-headers

From: letters@practice.example.org
To: ana@example.org
Message-ID: <letter-7@practice.example.org>
Subject: A letter

--b--
"""
FAILED = "Final-Recipient: rfc822; ana@example.org\nAction: failed\nStatus: {}\nDiagnostic-Code: smtp; {}"
PLAIN = "From: {}\nTo: letters@practice.example.org\nSubject: {}\n\n{}\n"
ARF = """From: fbl@provider.example
To: letters@practice.example.org
Subject: complaint
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

Somebody does not like it.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: x/1
Version: 1
{}
--b
Content-Type: message/rfc822

From: letters@practice.example.org
To: Bela <BELA@example.org>
Message-ID: <letter-8@practice.example.org>

Hello
--b--
"""


def judged(text: str) -> Notice:
    return classifying.classify(text.replace("\n", "\r\n").encode())


@pytest.mark.parametrize(
    ("status", "said", "kind", "reason"),
    [
        ("5.1.1", "550 5.1.1 User unknown", "hard", "unknown-user"),
        ("5.0.0", "550 No such user here", "hard", "unknown-user"),
        ("5.1.2", "550 host not found", "hard", "unknown-host"),
        ("5.4.4", "unrouteable", "hard", "unknown-host"),
        ("5.2.2", "552 mailbox full", "soft", "mailbox-full"),
        ("5.0.0", "552 user is over quota", "soft", "mailbox-full"),
        ("5.7.1", "554 blocked as spam", "soft", "blocked"),
        ("5.0.0", "550 Your server requires confirmation. Visit /whitelist", "soft", "blocked"),
        ("4.4.1", "connection timed out", "soft", "unreachable"),
        ("5.3.4", "552 message too large", "soft", "too-large"),
        ("5.0.0", "550 whatever", "hard", "other"),
        ("5.1.8", "553 5.1.8 a@b.org: Sender address rejected: Domain not found", "soft", "blocked"),
        ("5.1.7", "550 5.1.7 bad mailbox syntax", "soft", "other"),
        ("5.0.0", "550-No such user here. 550 Sender verify failed", "soft", "blocked"),
    ],
)
def test_a_report_says_for_good_or_not_this_time(status: str, said: str, kind: str, reason: str) -> None:
    found = judged(DSN.format(fields=FAILED.format(status, said)))
    assert (found.kind, found.reason, found.status) == (kind, reason, status)
    assert found.recipients == ("ana@example.org",)
    assert "<letter-7@practice.example.org>" in found.letters


def test_a_report_whose_boundary_is_not_the_one_it_names_is_read_all_the_same() -> None:
    broken = DSN.format(fields=FAILED.format("5.1.1", "user unknown")).replace('boundary="b"', 'boundary="c"')
    assert judged(broken).recipients == ("ana@example.org",)


def test_the_original_recipient_is_the_one_we_wrote_to() -> None:
    fields = "Original-Recipient: rfc822;Ana@Example.org\nFinal-Recipient: rfc822;x@inside.example\nAction: failed"
    assert judged(DSN.format(fields=fields)).recipients == ("ana@example.org",)


def test_every_recipient_of_a_report_counts_and_the_worst_says_its_kind() -> None:
    late = "Final-Recipient: rfc822; bela@example.org\nAction: delayed\nStatus: 4.4.1"
    found = judged(DSN.format(fields=f"{late}\n\n{FAILED.format('5.1.1', 'unknown')}"))
    assert set(found.recipients) == {"ana@example.org", "bela@example.org"}
    assert (found.kind, found.status) == ("hard", "5.1.1")
    assert judged(DSN.format(fields=late)).kind == "soft"


@pytest.mark.parametrize(
    ("told", "recipient"),
    [
        ("rfc822; ana@müller.example", "ana@xn--mller-kva.example"),
        ("utf-8; <grüße@example.org>", "grüße@example.org"),
        ("rfc822; 用户@例子.example", "用户@例子.example"),
    ],
)
def test_an_address_beyond_ascii_is_named_as_a_whole(told: str, recipient: str) -> None:
    """Its end alone would be somebody else's address."""
    fields = f"Final-Recipient: {told}\nAction: failed\nStatus: 5.1.1"
    assert judged(DSN.format(fields=fields)).recipients == (recipient,)


def test_a_mail_that_asks_to_leave_names_its_writer_with_letters_beyond_ascii_too() -> None:
    mail = "From: Jo <Jo@Müller.example>\nTo: letters@practice.example.org\nSubject: unsubscribe\n\n"
    assert judged(mail).recipients == ("jo@xn--mller-kva.example",)


ANA = "Final-Recipient: rfc822; ana@example.org\n"


@pytest.mark.parametrize(
    ("fields", "kind", "status"),
    [
        (f"{ANA}Action: delivered\nStatus: 2.0.0".replace("ana", "bela") + f"\n\n{ANA}Action: failed", "hard", None),
        (f"{ANA}Action: Failed (for good)\nStatus: 5.1.1 (bad mailbox)", "hard", "5.1.1"),
        (f"{ANA}Action: Delayed\nStatus: 5.4.0", "soft", "5.4.0"),
        (f"{ANA}Status: 5.1.1", "hard", "5.1.1"),
        (f"{ANA}Status: 4.4.1", "soft", "4.4.1"),
        (f"{ANA}Action: delayed\n\n{ANA}Action: failed\nStatus: 5.1.1", "hard", "5.1.1"),
        (f"{ANA}Action: failed\nStatus: 5.1.1\n\n{ANA}Action: delayed", "hard", "5.1.1"),
        ("Final-Recipient: ana@example.org\nAction: failed\nStatus: 5.1.1", "hard", "5.1.1"),
        (
            "Final-Recipient: unknown\nAction: failed\n\nX: Delivery to <ana@example.org> failed, #5.1.1",
            "hard",
            "5.1.1",
        ),
    ],
)
def test_the_fields_of_a_report_say_who_failed(fields: str, kind: str, status: str | None) -> None:
    found = judged(DSN.format(fields=fields))
    assert (found.kind, found.status, found.recipients) == (kind, status, ("ana@example.org",))


def test_a_report_that_nobody_can_tell_from_a_letter_but_by_its_type_is_one() -> None:
    plain = DSN.format(fields="X: y").replace("MAILER-DAEMON@", "service@").replace("Undelivered Mail", "Mail")
    found = judged(plain.replace("could not be delivered", "met <ana@example.org>: user unknown"))
    assert (found.kind, found.recipients) == ("hard", ("ana@example.org",))


@pytest.mark.parametrize("action", ["delivered", "Relayed (to mx.example.org)", "expanded"])
def test_a_report_of_success_is_no_bounce(action: str) -> None:
    found = judged(DSN.format(fields=f"{ANA}Action: {action}\nStatus: 2.0.0"))
    assert (found.kind, found.recipients) == ("none", ())


def test_a_server_may_write_the_fields_of_a_report_into_its_text() -> None:
    text = f"Sorry.\n\n{FAILED.format('5.1.1', 'user unknown')}"
    found = judged(PLAIN.format("Mail Delivery System <mailer-daemon@x.example>", "Your letter", text))
    assert (found.kind, found.recipients, found.status) == ("hard", ("ana@example.org",), "5.1.1")


NOTICES = {
    "sendmail": (
        "Mail Delivery Subsystem <MAILER-DAEMON@x.example>",
        "Returned mail: see transcript for details",
        """   ----- The following addresses had permanent fatal errors -----
<ana@example.org>

   ----- Transcript of session follows -----
550 5.1.1 <ana@example.org>... User unknown""",
    ),
    "exim": (
        "Mail Delivery System <Mailer-Daemon@x.example>",
        "Mail delivery failed: returning message to sender",
        """A message that you sent could not be delivered:

  ana@example.org
    no such user here

------ This is a copy of the message, including all the headers. ------

To: other@example.net""",
    ),
    "exchange": (
        "postmaster@x.example",
        "Undeliverable: Brief",
        "Your message to ana@example.org couldn't be delivered.\nRecipient unknown.",
    ),
    "qmail": (
        "MAILER-DAEMON@x.example",
        "failure notice",
        """Hi. This is the qmail-send program.

<ana@example.org>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

To: other@example.net
""",
    ),
    "German": ("Mail Gateway <gw@x.example>", "Unzustellbar", "Empfänger: ana@example.org\nUnbekannt.\n"),
    "GroupWise, and the letter speaks of full mailboxes": (
        "<postmaster@x.example>",
        "Mail System Error - Returned Mail",
        (
            "The message that you sent was undeliverable to the following:\n\tana (user not found)\n\n"
            "Possibly truncated original message follows:\n\nTo: ana@example.org\n\nIs your mailbox full?"
        ),
    ),
    "told by the letter alone": (
        "MAILER-DAEMON@x.example",
        "Delivery failure",
        "It did not work.\n\n----- Original message -----\nFrom: letters@x.example\nTo: ana@example.org\n\nHi",
    ),
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_for_people_names_its_recipient_and_not_those_of_the_letter(name: str) -> None:
    found = judged(PLAIN.format(*NOTICES[name]))
    assert (found.kind, found.recipients) == ("hard", ("ana@example.org",))


def test_a_warning_is_soft() -> None:
    body = "Your message to:\n\tana@example.org\n\nhas not yet been delivered. We will continue to attempt delivery."
    found = judged(PLAIN.format("MAILER-DAEMON@x.example", "Warning: message delayed", body))
    assert (found.kind, found.recipients) == ("soft", ("ana@example.org",))


@pytest.mark.parametrize(
    ("field", "recipient"), [("", "bela@example.org"), ("Original-Rcpt-To: <eva@example.org>\n", "eva@example.org")]
)
def test_a_complaint_is_about_whom_the_letter_was_for(field: str, recipient: str) -> None:
    found = judged(ARF.format(field))
    assert (found.kind, found.reason, found.recipients) == ("complaint", "abuse", (recipient,))
    assert found.letters == ("<letter-8@practice.example.org>",)


def test_a_complaint_in_microsofts_own_form_is_one() -> None:
    """Its Junk Mail Reporting Program sends the letter as an attachment, and no report with it."""
    letter = ARF[ARF.index("From: letters@") :]
    head = "From: <staff@hotmail.com>\nSubject: complaint about message from 192.0.2.1\n"
    found = judged(f"{head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n{letter}")
    assert (found.kind, found.recipients) == ("complaint", ("bela@example.org",))
    assert found.letters == ("<letter-8@practice.example.org>",)


@pytest.mark.parametrize("said", ["not-spam", "auth-failure", "virus"])
def test_a_feedback_report_that_no_reader_wrote_to_complain_is_no_complaint(said: str) -> None:
    found = judged(ARF.format("").replace("Feedback-Type: abuse", f"Feedback-Type: {said}"))
    assert (found.kind, found.reason, found.recipients) == ("none", said, ("bela@example.org",))


@pytest.mark.parametrize("said", ["fraud", "other", "Abuse", "something-new"])
def test_every_other_feedback_report_is_a_complaint(said: str) -> None:
    found = judged(ARF.format("").replace("Feedback-Type: abuse", f"Feedback-Type: {said}"))
    assert (found.kind, found.reason) == ("complaint", said.lower())


def test_a_feedback_report_that_asks_to_leave_is_a_wish_to_leave() -> None:
    found = judged(ARF.format("").replace("Feedback-Type: abuse", "Feedback-Type: opt-out"))
    assert (found.kind, found.reason, found.recipients) == ("none", "unsubscribe", ("bela@example.org",))


@pytest.mark.parametrize(
    "head",
    [
        "Subject: Automatische Antwort: Brief\n",
        "Subject: Re: Brief\nAuto-Submitted: auto-replied\n",
        "Subject: Out of Office\n",
        "Subject: x\nX-Autoreply: yes\n",
    ],
)
def test_an_automatic_answer_is_no_bounce(head: str) -> None:
    text = f"From: Ana <ana@example.org>\nTo: letters@practice.example.org\n{head}\nIch bin weg. Mail bela@example.org."
    found = judged(text)
    assert (found.kind, found.recipients) == ("autoreply", ())


ANSWER = """Return-Path: <>
From: Ana <ana@example.org>
To: letters@practice.example.org
Subject: {}
{}
In-Reply-To: <letter-7@practice.example.org>

{}
"""
BODIES = {
    "a number in Lübeck": "Ich bin bis 3.12. im Urlaub. Bernd Meier, bernd@example.org, Tel. +49 451 55-12.",
    "a number in France": "Je suis absente. Contactez sophie@example.org, tél. +33 450 12 34",
    "a number on a line of its own": "Ich bin im Urlaub. bernd@example.org\n451 55-12\n450-1234\n",
    "a house number": "I am away until 3 June. Write to bernd@example.org.\n-- \n550 Main Street\n",
    "short dates": "Ich bin vom 4.1.26 bis zum 5.1.26 im Urlaub; Vertretung: bernd@example.org",
    "many letters": "Ich bin außer Haus, 550 Mails warten. bernd@example.org",
    "words of failure": "Mail to bernd@example.org will be read. What you sent me could not be delivered to my phone.",
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("subject", ["Automatische Antwort: Brief", "Re: Brief"])
@pytest.mark.parametrize(
    "header", ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-replied (vacation)", "X-Autoreply: yes"]
)
def test_an_automatic_answer_from_an_empty_sender_is_no_bounce_whatever_it_says(
    header: str, subject: str, body: str
) -> None:
    found = judged(ANSWER.format(subject, header, BODIES[body]))
    assert (found.kind, found.recipients, found.status) == ("autoreply", (), None)
    assert found.letters == ("<letter-7@practice.example.org>",)


@pytest.mark.parametrize("body", BODIES)
def test_an_answer_that_does_not_say_that_it_is_automatic_is_no_bounce_either(body: str) -> None:
    for subject in ("Re: Brief", "Re: Delivery problems"):
        found = judged(ANSWER.format(subject, "X-Mailer: x", BODIES[body]))
        assert (found.kind, found.recipients) == ("none", ())


def test_the_postmaster_of_a_small_company_goes_on_holiday_as_well() -> None:
    away = ANSWER.replace("ana@", "postmaster@").format("Re: Brief", "Auto-Submitted: auto-replied", "{}")
    assert judged(away.format(BODIES["words of failure"])).kind == "autoreply"


@pytest.mark.parametrize(
    ("sender", "subject", "more"),
    [
        ("Mail Delivery System <Mailer-Daemon@x.example>", "Mail delivery failed: returning message to sender", ""),
        ("Mail Delivery Subsystem <admin@x.example>", "Automatically rejected mail", ""),
        ("Postmaster <postmaster@x.example>", "Your letter", ""),
        ("ndr@x.example", "Mail delivery failed", ""),
        ("<>", "Your letter", "X-Failed-Recipients: ana@example.org\n"),
    ],
)
def test_a_server_that_calls_its_notice_an_automatic_answer_is_believed_all_the_same(
    sender: str, subject: str, more: str
) -> None:
    head = f"From: {sender}\nTo: letters@practice.example.org\nSubject: {subject}\n{more}Auto-Submitted: auto-replied\n"
    found = judged(f"{head}\nThe following address failed:\n  ana@example.org\n    550 5.1.1 User unknown\n")
    assert (found.kind, found.recipients, found.status) == ("hard", ("ana@example.org",), "5.1.1")


def test_exim_says_that_a_letter_is_late_in_an_automatic_answer() -> None:
    head = "From: Mail Delivery System <Mailer-Daemon@x.example>\nTo: letters@practice.example.org\n"
    said = "Subject: Warning: message 1abc delayed 24 hours\nAuto-Submitted: auto-replied\n\n"
    body = "The message has not yet been delivered to:\n\n  ana@example.org\n    Delay reason: connection refused\n"
    found = judged(f"{head}{said}A message that you sent has not yet been delivered.\n{body}")
    assert (found.kind, found.reason, found.recipients) == ("soft", "delayed", ("ana@example.org",))


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Re: Brief", "Danke! Schreib auch an bela@example.org."),
        ("Fwd: Undeliverable: Brief", "Why?\n\n> 550 5.1.1 <ana@example.org>: User unknown"),
        ("Question", "My mail to <ana@example.org> failed with 550 user unknown, can you help?"),
        ("AW: Returned mail", "see below\n<ana@example.org>: unknown"),
        ("Question", "This came back, why?\n\n" + FAILED.format("5.1.1", "550 5.1.1 User unknown")),
        ("Mail delivery is my topic", "The message to ana@example.org was rejected. 550"),
        ("Delivery failure on your site", "When I write to Ana, it says\n\n550 5.1.1 <ana@example.org>: User unknown"),
    ],
)
def test_no_address_is_taken_out_of_ordinary_mail(subject: str, body: str) -> None:
    found = judged(PLAIN.format("Ana <ana@customer.example>", subject, body))
    assert (found.kind, found.recipients) == ("none", ())


def test_a_notice_of_a_program_without_a_name_is_a_bounce() -> None:
    found = judged(PLAIN.format("ndr@x.example", "Delivery failure", "550 5.1.1 <ana@example.org>: User unknown"))
    assert (found.kind, found.recipients) == ("hard", ("ana@example.org",))


@pytest.mark.parametrize(("sender", "kind"), [("<>", "hard"), ("<post@provider.example>", "none")])
def test_what_says_that_mail_came_back_is_a_notice_where_no_answer_to_it_is_taken(sender: str, kind: str) -> None:
    text = PLAIN.format("Post <post@provider.example>", "Undeliverable: News", "No such user: <ana@example.org>")
    assert judged(f"Return-Path: {sender}\n{text}").kind == kind


def test_an_answer_names_the_letter_that_it_answers() -> None:
    head = "From: ana@example.org\nSubject: Re: Brief\nIn-Reply-To: <letter-7@practice.example.org>\n\nDanke"
    assert classifying.answered(head.encode()) == ("<letter-7@practice.example.org>",)
    for said in ("Auto-Submitted: auto-replied\n", "Auto-Submitted: auto-generated; x=1\n"):
        assert classifying.answered(f"{said}{head}".encode()) == ()
    away = head.replace("Re: Brief", "Out of office: Brief")
    assert classifying.answered(away.encode()) == ()
    assert classifying.answered(f"Auto-Submitted: No; owner=x\n{head}".encode()) == ("<letter-7@practice.example.org>",)


@given(st.binary(max_size=400), st.sampled_from([b"", DSN.encode(), ARF.encode(), b"From: MAILER-DAEMON@x\n\n"]))
def test_whatever_bytes_come_they_are_judged(noise: bytes, start: bytes) -> None:
    for content in (noise, start[: len(noise)] + noise, start + noise):
        assert classifying.classify(content).kind in ("hard", "soft", "complaint", "autoreply", "none")


@pytest.mark.parametrize("charset", ["idna", "punycode", "undefined", "unicode_escape", '"\0"', "*=\0'en'x"])
@pytest.mark.parametrize("start", [DSN.format(fields=FAILED.format("5.1.1", "user unknown")), ""])
def test_a_charset_in_which_nobody_writes_is_no_reason_to_stop(charset: str, start: str) -> None:
    """Anybody can mail such a thing into the folder of bounces."""
    named = f"Content-Type: text/plain; charset{'' if charset.startswith('*') else '='}{charset}"
    plain = f"From: MAILER-DAEMON@x.org\n{named}\n\nuser unknown: <ana@example.org>\n".encode() + b"\xff\n"
    assert classifying.classify(plain).recipients == ("ana@example.org",)
    report = start.replace("Content-Type: text/plain", named).encode() + b"\xff"
    assert classifying.classify(report).kind == ("hard" if start else "none")
    assert classifying.answered(plain) == ()


def test_what_stands_far_down_in_a_huge_notice_is_not_searched_for() -> None:
    """Patterns over megabytes would keep an import busy for minutes."""
    head = "From: MAILER-DAEMON@example.org\nSubject: failure notice\nContent-Type: text/plain\n\n"
    near = "The following address failed:\n<gone@example.com>\n"
    far = "padding " * 200_000
    assert classifying.classify(f"{head}{near}{far}".encode()).recipients == ("gone@example.com",)
    assert classifying.classify(f"{head}{far}\n{near}".encode()).recipients == ()


DAEMON = "Mail Delivery System <mailer-daemon@example.org>"
LONG = 100_000
HOSTILE = {
    "a line of dashes": PLAIN.format("ana@example.org", "Hello", "-" * LONG),
    "lines as before a returned letter": PLAIN.format(DAEMON, "Undelivered", "_____\n" * (LONG // 6)),
    "a subject": PLAIN.format(DAEMON, "transmi" * (LONG // 7), ""),
    "blanks behind a label": PLAIN.format(DAEMON, "Undelivered", f"to:{' ' * LONG}!"),
    "blanks behind an address": PLAIN.format(DAEMON, "Undelivered", f"a@example.org{' ' * LONG}!"),
    "labels of a domain": PLAIN.format(DAEMON, "Undelivered", f"{'a' * 60}@{'a.' * (LONG // 2)}"),
    "one line for flufl.bounce": PLAIN.format(DAEMON, "Undelivered", "," * LONG),
    "words before a reply": PLAIN.format(DAEMON, "Undelivered", "said: " * (LONG // 6)),
    "blanks before a reply": PLAIN.format(DAEMON, "Undelivered", f"]:{' ' * LONG}!"),
    "replies without an address": PLAIN.format(DAEMON, "Undelivered", "550 a\n" * (LONG // 6)),
    "an HTML mark": f"From: {DAEMON}\nContent-Type: text/html\n\n<{'@' * LONG}",
    "comments in comments": PLAIN.format("(" * LONG, "Undelivered", ""),
    "groups in groups": PLAIN.format("a:" * (LONG // 2), "Undelivered", ""),
    "parts in parts": "Content-Type: message/rfc822\n\n" * (LONG // 30),
    "paragraphs of a report": f"From: {DAEMON}\nContent-Type: message/delivery-status\n" + "\n" * LONG,
    "paragraphs of a report that came back": PLAIN.format(
        DAEMON, "Undelivered", "received: x\nContent-Type: message/delivery-status\n" + "\n" * LONG
    ),
    "a charset": f"From: {DAEMON}\nContent-Type: text/plain; charset=punycode\n\nabc-{'ab9' * (LONG // 3)}",
    "a diagnosis": DSN.format(fields=FAILED.format("5.1.1", " a" * (LONG // 2))),
    "a diagnosis of one word": DSN.format(fields=FAILED.format("", "exceed" * (LONG // 6))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_mail_keeps_an_import_busy(name: str) -> None:
    """Nothing is timed: what grows with the square of a mail, or faster, would keep this test busy for minutes."""
    content = HOSTILE[name].encode()
    assert classifying.classify(content).kind in ("hard", "none")
    assert classifying.answered(content) == ()
