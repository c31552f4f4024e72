"""Plants contacts: their names are row 03's, what they agreed to and want to hear of is row 31's."""

from datetime import UTC, date, datetime
from typing import Any

from accounts.models import Person
from partnerships.models import Contact, Partnership
from tests.access.things import Place, Thing, canary
from tests.factories import World
from tests.factories.contacts import ConsentWordingFactory, ContactFactory

LONG_AGO = date(2021, 3, 1)
AGREED = frozenset({"agreed"})
NOT_AGREED: frozenset[str] = frozenset()


def places(world: World) -> list[tuple[Place, Partnership]]:
    """A partnership in each place as seen from the actors."""
    return [
        (Place.OWN, world.own),
        (Place.NEIGHBOUR, world.neighbour),
        (Place.ELSEWHERE, world.elsewhere),
        (Place.ABROAD, world.abroad),
    ]


def contacts(world: World, person: Person | None) -> list[Thing]:
    """In each place one who agreed to be shown to agencies and one who did not, and one of the region as a whole."""
    planted = [
        contact_of(place, marks, partnership=partnership)
        for place, partnership in places(world)
        for marks in (AGREED, NOT_AGREED)
    ]
    return [*planted, contact_of(Place.HERE, NOT_AGREED, programme=world.here.programme)]


def contact_of(place: Place, marks: frozenset[str], **fields: Any) -> Thing:
    word = canary("contact", place, *marks)
    contact = ContactFactory(
        name=word, email=f"{word.lower()}@contacts.example", checked_on=LONG_AGO, shared="agreed" in marks, **fields
    )
    return Thing("03", place, "contact", marks, {"pk": contact.pk}, (word,), {"version": 1})


def contacts_by_partnership(world: World, person: Person | None) -> list[Thing]:
    """Somebody of each partnership who agreed, addressed by the partnership."""
    things = []
    for place, partnership in places(world):
        word = canary("card", place)
        ContactFactory(name=word, partnership=partnership, shared=True, checked_on=LONG_AGO)
        things.append(Thing("03", place, "card", AGREED, {"pk": partnership.pk}, (word,)))
    return things


def consents(world: World, person: Person | None) -> list[Thing]:
    """What somebody in each place agreed to, and how."""
    return [consent_of(place, partnership) for place, partnership in places(world)]


def consent_of(place: Place, partnership: Partnership) -> Thing:
    text, how = canary("wording", place), canary("how", place)
    wording = ConsentWordingFactory(
        programme=partnership.programme, text=text, made_at=datetime(2026, 4, 1, tzinfo=UTC)
    )
    contact = ContactFactory(
        partnership=partnership,
        consent_wording=wording,
        consented_on=LONG_AGO,
        consented_how=how,
        share_with_agencies=True,
    )
    return Thing("31", place, "consent", NOT_AGREED, {"pk": contact.pk}, (text, how), {"version": 1})


def subscribers(world: World, person: Person | None) -> list[Thing]:
    """The topics that somebody in each place wants to hear of."""
    things = []
    for place, partnership in places(world):
        word = canary("topic", place)
        contact: Contact = ContactFactory(partnership=partnership, topics=[word], shared=True)
        things.append(Thing("31", place, "topics", NOT_AGREED, {"pk": contact.pk}, (word,), {"version": 1}))
    return things
