"""At the foot of each email that one may choose stands a link of its own to do so, which nobody else ever sees."""

import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Link, Person
from notices.models import Choice, Message
from notices.selectors.choices import Recipient
from notices.services.delivering import drain
from notices.services.sending import send
from notices.services.summaries import send_summaries
from notices.services.together import Letter, send_each
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)


def hello(person: Person) -> Message:
    return send("test/hello", person.email, {"name": person.name}, person=person, at=MONDAY)


def link_in(body: str) -> str:
    [found] = re.findall(r"^Choose which emails you get: \S+?(/messages/\S+)$", body, re.MULTILINE)
    return found


def test_the_link_opens_ones_own_choices_without_signing_in(transactional_db: None) -> None:
    person = PersonFactory()
    message = hello(person)
    drain(seconds=20)
    [sent] = mail.outbox
    assert Client().get(link_in(sent.body)).context["person"] == person
    assert link_in(sent.body) not in message.text
    assert "[[choices_link:" in message.text


def test_of_many_each_has_a_link_of_their_own(transactional_db: None) -> None:
    people = PersonFactory.create_batch(3)
    letters = [Letter(Recipient(person.email, person.pk), {"name": person.name}) for person in people]
    send_each(kind="test/hello", letters=letters, at=MONDAY)
    drain(seconds=20)
    opened = {one.to[0]: Client().get(link_in(one.body)).context["person"].email for one in mail.outbox}
    assert opened == {person.email: person.email for person in people}


def test_a_summary_has_one_link_at_its_foot(transactional_db: None) -> None:
    person = PersonFactory()
    Choice.objects.create(person=person, kind="test/hello", mode="summary", chosen_at=MONDAY)
    hello(person)
    hello(person)
    send_summaries(at=MONDAY)
    drain(seconds=20)
    [sent] = mail.outbox
    assert Client().get(link_in(sent.body)).context["person"] == person
    assert Link.objects.count() == 1


def test_codes_and_messages_to_bare_addresses_have_none() -> None:
    code = send("test/code", "kim@mail.example", {"name": "Kim"}, person=PersonFactory(), at=MONDAY)
    bare = send("test/hello", "kim@mail.example", {"name": "Kim"}, at=MONDAY)
    assert (code.links, bare.links) == ({}, {})
