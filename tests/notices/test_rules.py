"""When to try again, how a secret is put in, and how text becomes blocks."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.rules.layout import Block, Kind, blocks, split_subject
from notices.rules.retry import LADDER, Outcome, outcome_of, refuses_the_address, wait_after
from notices.rules.secrets import UnknownSecretError, cut, placeholders, readable, reveal


def test_each_wait_is_longer_than_the_one_before_and_the_last_is_followed_by_giving_up() -> None:
    waits = [wait_after(attempts) for attempts in range(1, len(LADDER) + 2)]
    assert waits[0] == timedelta(minutes=1)
    assert list(LADDER) == sorted(set(LADDER))
    assert waits[-1] is None


def test_before_the_first_attempt_there_is_nothing_to_wait_after() -> None:
    with pytest.raises(ValueError, match="Nothing has been tried"):
        wait_after(0)


@pytest.mark.parametrize(
    ("code", "before_the_text", "after_the_text"),
    [
        (None, Outcome.AWAY, Outcome.UNKNOWN),
        (-1, Outcome.AWAY, Outcome.UNKNOWN),
        (251, Outcome.AWAY, Outcome.UNKNOWN),
        (421, Outcome.AWAY, Outcome.AWAY),
        (400, Outcome.LATER, Outcome.LATER),
        (499, Outcome.LATER, Outcome.LATER),
        (500, Outcome.NEVER, Outcome.NEVER),
        (599, Outcome.NEVER, Outcome.NEVER),
        (600, Outcome.AWAY, Outcome.UNKNOWN),
    ],
)
def test_only_a_silence_after_the_text_is_a_doubt(
    code: int | None, before_the_text: Outcome, after_the_text: Outcome
) -> None:
    assert outcome_of(code, text_went=False) is before_the_text
    assert outcome_of(code, text_went=True) is after_the_text


@pytest.mark.parametrize(
    ("code", "reply", "is_about_the_address"),
    [
        (550, "No such person", True),
        (551, "", True),
        (553, "", True),
        (550, "5.1.1 No such person", True),
        (554, "5.1.10 No mail here", True),
        (550, "5.7.1 Looks like spam", False),
        (550, "5.1.8 Bad sender", False),
        (550, "5.1.7 Bad sender", False),
        (552, "Too large", False),
        (554, "", False),
        (None, "", False),
    ],
)
def test_an_address_is_refused_when_there_is_no_such_mailbox(
    code: int | None, reply: str, is_about_the_address: bool
) -> None:
    assert refuses_the_address(code, reply) is is_about_the_address


@given(st.text(), st.text(), st.text())
def test_whatever_a_person_writes_the_secret_stands_where_the_placeholder_stood(
    before: str, after: str, code: str
) -> None:
    marks = placeholders(["code"], "00c0ffee")
    mark = marks["code"]
    if mark in before + after:
        return
    body = f"{before}{mark}{after}"
    assert reveal(body, marks, {"code": code}, as_html=False) == f"{before}{code}{after}"


def test_a_secret_is_escaped_in_html_only() -> None:
    marks = placeholders(["link"], "00c0ffee")
    assert reveal(marks["link"], marks, {"link": "https://a/?b&c"}, as_html=True) == "https://a/?b&amp;c"
    assert reveal(marks["link"], marks, {"link": "https://a/?b&c"}, as_html=False) == "https://a/?b&c"


def test_a_secret_that_was_not_given_is_named() -> None:
    with pytest.raises(UnknownSecretError, match="code"):
        reveal("x", placeholders(["code"], "00c0ffee"), {}, as_html=False)


@pytest.mark.parametrize("name", ["Code", "my code", "", "code:1", "code\n"])
def test_a_secret_has_a_plain_name(name: str) -> None:
    with pytest.raises(UnknownSecretError):
        placeholders([name], "00c0ffee")


def test_a_page_shows_what_kind_of_secret_stood_there() -> None:
    assert readable("Enter [[code:00c0ffee]] here") == "Enter [code] here"


def test_the_first_line_is_the_subject() -> None:
    assert split_subject("\n Your  code \n\nIt is 1.\n\n") == ("Your code", "It is 1.\n")


@pytest.mark.parametrize("rendered", ["", "Subject", "Subject\n\n  \n"])
def test_a_message_without_words_is_refused(rendered: str) -> None:
    with pytest.raises(ValueError, match="a subject in its first line"):
        split_subject(rendered)


def test_text_becomes_paragraphs_lists_links_and_codes() -> None:
    text = "Dear Kim,\nhello.\n\n* One\n* Two\n\nhttps://a.example/b\n\n    123 456\n\n[[reset_link:00c0ffee]]\n"
    assert blocks(text) == [
        Block(Kind.PARAGRAPH, ("Dear Kim,", "hello.")),
        Block(Kind.LIST, ("One", "Two")),
        Block(Kind.LINK, ("https://a.example/b",)),
        Block(Kind.CODE, ("123 456",)),
        Block(Kind.LINK, ("[[reset_link:00c0ffee]]",)),
    ]


@given(st.text())
def test_no_word_of_the_text_is_lost_in_its_blocks(text: str) -> None:
    shown = " ".join(line for block in blocks(text) for line in block.lines).split()
    said = [word for word in text.split() if word != "*"]
    assert [word for word in shown if word != "*"] == said


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Ten letter", "Ten letter"),
        ("Eleven lett", "Eleven le…"),
        ("A [b] word", "A [b] word"),
        ("Hello [[name:0a]]", "Hello…"),
        ("[[a:0]] and", "[[a:0]] a…"),
    ],
    ids=["that fits", "one too long", "with brackets", "with a placeholder cut", "with a placeholder whole"],
)
def test_a_subject_is_cut_and_a_placeholder_in_it_never_halved(subject: str, shown: str) -> None:
    assert cut(subject, 10) == shown
