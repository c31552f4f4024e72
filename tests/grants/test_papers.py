"""Letters and the sheet as tagged PDF: read as a reader copies them, one for each thing that can be decided."""

from io import BytesIO

import pytest
import time_machine
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client
from pypdf import PdfReader

from grants.models import Outcome
from kit.documents.errors import words_for
from kit.documents.handing import handed_out
from kit.documents.head import Head
from kit.documents.structure import describe, problems_of
from tests.factories import World
from tests.grants.deciding import LATER, confirmed, failed, prepared, ready, take_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def afterwards():
    """Two hours after it was prepared."""
    with time_machine.travel(LATER, tick=False):
        yield


def read(client: Client, url: str) -> tuple[str, bytes]:
    """The words of a PDF in one line, and the PDF."""
    pdf = client.get(url).content
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split()), pdf


def letter(client: Client, world: World, partnership: object) -> tuple[str, bytes]:
    """To one partnership, as the manager reads it."""
    client.force_login(world.people["manager"])
    outcome = Outcome.objects.get(partnership=partnership, determination__state="confirmed")
    return read(client, f"/grants/awards/{outcome.pk}/letter/")


LETTERS = {
    "kept": (
        lambda world: world.here.single,
        [
            "Your grant: £28,000.00",
            "its champion endorsed it",
            "shared equally among 3 partnerships",
            "£8,400.00",
            "50% of the grant",
        ],
    ),
    "held": (
        lambda world: world.here.other_county,
        [
            "Your grant: £6,300.00, held until you have a project",
            "Payment waits until it has a project",
            "not submitted",
            "The offer of £6,300.00 is kept",
        ],
    ),
    "withdrawn with a project": (
        lambda world: world.here.districts[2],
        ["Your grant offer is withdrawn", "1 of 3", "That is no judgement of its project", "£0.00"],
    ),
    "withdrawn without": (
        lambda world: world.here.districts[0],
        ["Your grant offer is withdrawn", "had no project that counts: not submitted", "Nothing is paid"],
    ),
    "withheld": (
        lambda world: world.here.other_single,
        ["Your grant offer is withheld", "shared with nobody", "support days, workshops and learning sets"],
    ),
}


@pytest.mark.parametrize("case", LETTERS)
def test_a_letter_says_what_was_decided_and_why_and_what_comes_next(client, world, case):
    failed(world)
    take_back(world, world.here.other_county, world.here.other_single)
    confirmed(world)
    of_whom, told = LETTERS[case]
    partnership = of_whom(world)

    text, pdf = letter(client, world, partnership)

    facts = describe(pdf)
    assert [words for words in told if words not in text] == []
    assert f"To the representatives of {partnership.name}" in text
    assert "SG 4/7" in text
    assert "2 July 2026" in text
    assert (problems_of(facts), facts.pages) == ([], 1)


def test_the_sheet_on_paper_has_every_line_and_sum_of_the_screen(client, world):
    determination = prepared(failed(world))
    client.force_login(world.people["steering"])

    text, pdf = read(client, f"/grants/determinations/{determination.pk}/pdf/")

    facts = describe(pdf)
    assert problems_of(facts) == []
    assert facts.tags["Table"] == 4
    assert "£25,200.00 would be shared among 5 partnerships. Every penny is placed" in text
    assert all(outcome.code in text for outcome in determination.outcomes.all())
    assert "Difference £0.00" in text
    assert "All 9 £83,300.00 £25,200.00 £83,300.00 £83,300.00" in text


def test_where_nothing_is_shared_the_sheet_on_paper_speaks_of_no_share(client, world):
    determination = prepared(ready(world))
    client.force_login(world.people["steering"])

    text, pdf = read(client, f"/grants/determinations/{determination.pk}/pdf/")

    assert "Offer and final sum of each, in pounds" in text
    assert problems_of(describe(pdf)) == []


def test_a_paper_reads_the_same_however_often_it_is_asked_for(client, world):
    determination = prepared(ready(world))
    client.force_login(world.people["finance"])

    first, second = (client.get(f"/grants/determinations/{determination.pk}/pdf/").content for _ in range(2))

    assert first == second


def test_a_paper_that_would_keep_readers_out_is_not_handed_out_and_it_is_said(rf):
    request = rf.get("/")
    request.session = {}
    request._messages = FallbackStorage(request)  # as the middleware does
    head = Head(title="Letter", kind="Letter", programme="Marlvale", author="Marlvale", date=LATER.date())

    handed = handed_out(request, "<p>No heading, no language</p>", head=head, name="Zelwick", dated=LATER)

    assert handed is None
    assert [str(one) for one in request._messages] == [str(words_for("not-accessible"))]
