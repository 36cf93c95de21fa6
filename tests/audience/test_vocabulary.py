"""Words for stages and answers, and what the questions of forms ask."""

from __future__ import annotations

import pytest

from pipeline.audience import vocabulary
from pipeline.model.table import Record, RowError


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("", "inquiry"), ("Lead", "inquiry"), ("Anfrage", "inquiry"), ("Qualifiziert", "qualified"),
        ("Angebot", "offered"), ("closed-won", "won"), ("Gewonnen", "won"), ("VERLOREN", "lost"),
        ("Closed lost", "lost"), ("Tilbud sendt", "offered"), ("Offre envoyée", "offered"),
        ("Offerte verzonden", "offered"), ("Gekwalificeerd", "qualified"), ("Gagnée", "won"), ("Perdue", "lost"),
        ("Offeriert", "offered"), ("Preventivo inviato", "offered"), ("Vinto", "won"), ("Perso", "lost"),
        ("Proposition envoyée", "offered"), ("Voorstel verstuurd", "offered"), ("Signé", "won"), ("Getekend", "won"),
        ("Sans suite", "lost"), ("Refusée", "lost"), ("Afgewezen", "lost"),
        ("Open - Not Contacted", "inquiry"), ("Enquiry", "inquiry"),
        ("Needs Analysis", "qualified"), ("Closed - Converted", "qualified"),
        ("Proposal/Price Quote", "offered"), ("Negotiation/Review", "offered"), ("Proposal Sent", "offered"),
        ("Booked", "won"), ("Closed - Not Converted", "lost"), ("Disqualified", "lost"), ("Unqualified", "lost"),
    ],
)  # fmt: skip
def test_a_stage_is_known_by_the_usual_words_of_several_languages(text: str, stage: str) -> None:
    assert vocabulary.stage(text, "stage") == stage


def test_a_word_that_is_no_stage_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(RowError, match=r'unknown stage "wonn" in "Status"; did you mean "won"\?'):
        vocabulary.stage("wonn", "Status")


@pytest.mark.parametrize(
    ("text", "answer"),
    [("yes", True), ("Ja", True), ("x", True), ("NEIN", False), ("0", False), ("", None), ("unknown", None)],
)
def test_an_answer_is_yes_no_or_not_known(text: str, answer: bool | None) -> None:
    assert vocabulary.answer(Record("", 2, {"knows": text}), "knows") is answer


def test_another_word_is_no_answer() -> None:
    with pytest.raises(RowError, match='"perhaps" in "money" is no answer; write yes, no or unknown'):
        vocabulary.answer(Record("", 2, {"money": "perhaps"}), "money")


@pytest.mark.parametrize(
    "question",
    [
        "How did you hear about me?", "how_did_you_hear", "How did you find us?", "Wie haben Sie von uns gehört?",
        "Wie bist du auf mich aufmerksam geworden?", "Woher kennen Sie uns?", "Comment nous avez-vous connus ?",
        "Hvordan hørte du om os?", "Comment avez-vous connu Jonna Petersen ?", "¿Cómo supo de Jonna Petersen?",
    ],
)  # fmt: skip
def test_a_question_how_somebody_came_is_recognised(question: str) -> None:
    assert vocabulary.asks_how_it_heard(question)
    assert not vocabulary.asks_for_a_wish(question)


@pytest.mark.parametrize(
    "question",
    ["wish", "What would you like to read next?", "Which topics would you choose?", "Ihr Wunschthema", "topic_wish",
     "Was möchten Sie gerne lesen?"],
)  # fmt: skip
def test_a_question_for_a_wish_is_recognised(question: str) -> None:
    assert vocabulary.asks_for_a_wish(question)


@pytest.mark.parametrize(
    "question", ["Message", "Ihre Wünsche", "Nachricht", "comments", "Budget", "notes Anything else?"]
)
def test_any_other_question_asks_for_the_message(question: str) -> None:
    assert not vocabulary.asks_how_it_heard(question)
    assert not vocabulary.asks_for_a_wish(question)


@pytest.mark.parametrize("text", ["Opted out", "opted-out", "Not subscribed", "Never subscribed", "Suppressed"])
def test_who_has_opted_out_has_left(text: str) -> None:
    assert vocabulary.subscriber_state(text, "state") == "unsubscribed"
