"""A link that is issued while its message is sent."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.errors import LinkTooLateError
from accounts.models import Link, Person
from accounts.rules.purposes import Purpose
from accounts.selectors import find_link
from accounts.services.message_links import LINK_MAKER, link_asked, link_while_sending
from audit.models import Entry
from notices.rules import makers

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ANSWER = Purpose("partnerships.invitation", 14 * DAY)


def asked(**who: object) -> dict[str, object]:
    return link_asked(
        page="accept_invitation",
        purpose=ANSWER,
        subject="invitation:7",
        at=NOW,
        **{"by": None, **who},  # type: ignore[arg-type]
    )


def test_a_link_is_issued_when_it_is_made_and_dies_when_its_message_says(db: None) -> None:
    stored = asked(email="Rowena@mail.example")
    assert not Link.objects.exists()
    made = makers.make_links({"link": stored}, NOW + 3 * DAY)["link"]
    link = find_link(token=made.split("/")[-2], purpose=ANSWER, at=NOW + 3 * DAY)
    assert made.endswith(f"/invitation/{made.split('/')[-2]}/")
    assert (link.email, link.subject) == ("rowena@mail.example", "invitation:7")
    assert (link.made_at, link.expires_at) == (NOW + 3 * DAY, NOW + 14 * DAY)


def test_the_trail_names_who_asked_for_it(db: None) -> None:
    manager = Person.objects.create_user("manager@mail.example")
    link_while_sending(asked(person=manager, by=manager), NOW)
    assert Link.objects.get().person == manager
    assert Entry.objects.get(action="link.issued").actor == manager


def test_a_link_that_would_be_dead_is_not_made(db: None) -> None:
    with pytest.raises(LinkTooLateError):
        link_while_sending(asked(email="rowena@mail.example"), NOW + 14 * DAY)
    assert not Link.objects.exists()


def test_workers_know_the_maker() -> None:
    assert makers.known[LINK_MAKER] is link_while_sending


@pytest.mark.parametrize("name", ["Link", "accounts", "accounts/link", "accounts.link\n"])
def test_a_maker_has_a_room_and_a_noun(name: str) -> None:
    with pytest.raises(ValueError, match="a room and a noun"):
        makers.register(name, link_while_sending)


def test_a_name_has_one_maker() -> None:
    makers.register(LINK_MAKER, link_while_sending)
    with pytest.raises(ValueError, match="named twice"):
        makers.register(LINK_MAKER, lambda asked, at: "")
