"""Plants the links at the foot of emails, to choose which come and to leave, and addresses that mail came back from."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Person
from accounts.rules.message_links import CHOOSING, LEAVING, subject_of
from accounts.rules.purposes import Purpose
from accounts.services.links import issue_link
from notices.models import Suppression
from partnerships.models import Partnership
from tests.access.things import Place, Thing, canary
from tests.factories import World
from tests.factories.invitations import InvitationFactory
from tests.factories.people import PersonFactory

TOKEN = frozenset({"token"})


def choosing_links(world: World, person: Person | None) -> list[Thing]:
    """The link in somebody's email: whoever has it chooses for them."""
    return [link_of("32", CHOOSING, "about:emails")]


def leaving_links(world: World, person: Person | None) -> list[Thing]:
    """The link to leave one kind of message."""
    return [link_of("51", LEAVING, subject_of("projects/shared"))]


def link_of(row: str, purpose: Purpose, subject: str) -> Thing:
    reader = PersonFactory(email=f"{canary('reader', purpose.name)}@people.example".lower())
    at = timezone.now() - timedelta(hours=1)
    issued = issue_link(purpose=purpose, subject=subject, person=reader, by=None, at=at)
    return Thing(row, Place.HERE, "link", TOKEN, {"token": issued.token}, (reader.email,))


def stopped(world: World, person: Person | None) -> list[Thing]:
    """Addresses of people who are asked to join, from which mail came back."""
    return [stopped_of(Place.HERE, world.own), stopped_of(Place.ABROAD, world.abroad)]


def stopped_of(place: Place, partnership: Partnership) -> Thing:
    address = f"{canary('stopped', place)}@mail.example".lower()
    InvitationFactory(programme=partnership.programme, kind="steering", email=address)
    Suppression.objects.create(address=address, reason="bounced", made_at=timezone.now())
    return Thing("31", place, "address", words=(address,))
