"""How the text of a message becomes a letter: blocks, links with what their buttons say, and a foot."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notices.rules import senders
from notices.rules.layout import (
    Block,
    FootLine,
    Kind,
    Letter,
    block,
    blocks,
    letter,
    with_foot,
    without_foot,
    without_greeting,
)

LINK = "https://portal.example/projects/1/"
FOOT = "Learning in Marlvale\nYou take part.\nChoose: https://portal.example/choose/\n"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([LINK], Block(Kind.LINK, (LINK,))),
        (["Read it:", LINK], Block(Kind.LINK, ("Read it", LINK))),
        (["Read it:", "[[link:0a1b]]"], Block(Kind.LINK, ("Read it", "[[link:0a1b]]"))),
        (["Read it.", LINK], Block(Kind.PARAGRAPH, ("Read it.", LINK))),
        (["One:", "Two:", LINK], Block(Kind.PARAGRAPH, ("One:", "Two:", LINK))),
        (["A title", "-------"], Block(Kind.HEADING, ("A title",))),
        (["A title", "--"], Block(Kind.PARAGRAPH, ("A title", "--"))),
        (["    123 456"], Block(Kind.CODE, ("123 456",))),
        (["* one", "* two"], Block(Kind.LIST, ("one", "two"))),
    ],
    ids=["link", "labelled", "placeholder", "sentence", "two-lines", "heading", "dashes", "code", "list"],
)
def test_a_block_is_known_by_how_it_is_written(lines: list[str], expected: Block) -> None:
    assert block(lines) == expected


def test_a_link_says_its_label_and_leads_to_its_address() -> None:
    found = block(["Read it:", LINK])
    assert (found.label, found.address) == ("Read it", LINK)
    assert block([LINK]).label == ""


def test_a_letter_has_a_sender_and_a_foot_whose_lines_may_lead_somewhere() -> None:
    assert letter(with_foot("Dear Kim,\n", FOOT)) == Letter(
        "Learning in Marlvale",
        (Block(Kind.PARAGRAPH, ("Dear Kim,",)),),
        (FootLine("You take part."), FootLine("Choose", "https://portal.example/choose/")),
    )


@pytest.mark.parametrize(
    ("address", "is_button"),
    [
        ("https://portal.example/projects/1/", True),
        ("https://portal.example", True),
        ("[[link:0a1b]]", True),
        ("https://portal.example.other.example/", False),
        ("https://portal.example@other.example/", False),
        ("https://other.example/", False),
    ],
)
def test_a_button_leads_into_the_portal_alone_as_anybody_may_write_one(address: str, is_button: bool) -> None:
    [found] = letter(f"Sign in here:\n{address}\n", "https://portal.example").blocks
    shown = Block(Kind.LINK, ("Sign in here", address))
    assert found == (shown if is_button else Block(Kind.PARAGRAPH, ("Sign in here:", address)))


def test_text_without_a_foot_is_a_letter_too() -> None:
    assert letter("Dear Kim,\n") == Letter("", (Block(Kind.PARAGRAPH, ("Dear Kim,",)),))
    assert without_foot("Dear Kim,\n") == "Dear Kim,\n"
    assert with_foot("Dear Kim,\n", " \n") == "Dear Kim,\n"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Dear Kim,\n\nIt is on 30 June.\n", "It is on 30 June.\n"),
        ("\nDear Kim,\n\n\nOne.\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("Dear Kim, it is on 30 June.\n", "Dear Kim, it is on 30 June.\n"),
        ("Milk,\nbread,\n\nand tea\n", "Milk,\nbread,\n\nand tea\n"),
        ("Dear Kim,\n", "Dear Kim,\n"),
    ],
)
def test_a_greeting_is_one_line_of_its_own_that_ends_with_a_comma(text: str, rest: str) -> None:
    assert without_greeting(text) == rest


@example("With regards\n-- \nKim\n")
@given(st.text(alphabet="ab -\n*:").map(lambda text: text.strip() + "\n"))
def test_whatever_a_person_writes_the_foot_is_the_portal_s(text: str) -> None:
    whole = with_foot(text, FOOT)
    assert letter(whole).sender == "Learning in Marlvale"
    assert list(letter(whole).blocks) == blocks(text)
    assert without_foot(whole).strip() == text.strip()


def test_one_room_names_the_programmes() -> None:
    assert senders.sender_of(None) == ""
    with pytest.raises(ValueError, match="Somebody else"):
        senders.register(str)
