"""Plants what access row 04 is about: roles, invitations, and the links in their emails."""

from datetime import UTC, date, datetime

from accounts.models import Person
from accounts.services.links import issue_link
from partnerships.models import Invitation, Partnership, Role
from partnerships.selectors.invitations import INVITATION, link_subject
from tests.access.things import Place, Thing, canary
from tests.factories import World
from tests.factories.invitations import InvitationFactory
from tests.factories.people import PersonFactory
from tests.factories.roles import RoleFactory

AT = datetime(2026, 6, 18, 9, 0, tzinfo=UTC)
ROW = "04"
LATER = date(2090, 1, 1)


def places(world: World) -> list[tuple[Place, Partnership]]:
    return [
        (Place.OWN, world.own),
        (Place.NEIGHBOUR, world.neighbour),
        (Place.ELSEWHERE, world.elsewhere),
        (Place.ABROAD, world.abroad),
    ]


def naming(world: World, person: Person | None) -> list[Thing]:
    """Partnerships whose people are to be named."""
    return [Thing(ROW, place, "partnership", kwargs={"pk": found.pk}) for place, found in places(world)]


def invitations(world: World, person: Person | None) -> list[Thing]:
    """Somebody asked to be a champion of each partnership, and an evaluator of the programme."""
    asked = [
        (place, InvitationFactory(partnership=found, kind="champion", sent=True)) for place, found in places(world)
    ]
    evaluator = InvitationFactory(programme=world.here.programme, kind="evaluator", sent=True)
    return [invitation_thing(place, made) for place, made in [*asked, (Place.HERE, evaluator)]]


def invitation_thing(place: Place, made: Invitation) -> Thing:
    made.name = canary("invited", place)
    made.save(update_fields=["name"])
    return Thing(ROW, place, "invitation", kwargs={"pk": made.pk}, words=(made.name,))


def held_roles(world: World, person: Person | None) -> list[Thing]:
    """Somebody else in a role of each partnership, and a steering member."""
    held = [(place, role_of(found)) for place, found in places(world)]
    return [role_thing(place, role) for place, role in [*held, (Place.HERE, steering(world))]]


def role_of(partnership: Partnership) -> Role:
    person = PersonFactory()
    return RoleFactory(
        kind="representative", partnership=partnership, programme=partnership.programme, person=person, until=LATER
    )


def steering(world: World) -> Role:
    return RoleFactory(kind="steering", programme=world.here.programme, person=PersonFactory(), until=LATER)


def role_thing(place: Place, role: Role) -> Thing:
    role.organisation = canary("organisation", place)
    role.save(update_fields=["organisation"])
    return Thing(ROW, place, "role", kwargs={"pk": role.pk}, words=(role.organisation,))


def invitation_links(world: World, person: Person | None) -> list[Thing]:
    """A link for somebody new: whoever opens it sees what is offered, and nobody who opens it uses it up."""
    made = InvitationFactory(programme=world.here.programme, kind="steering", sent=True)
    issued = issue_link(purpose=INVITATION, subject=link_subject(made), email=made.email, by=None, at=made.sent_at)
    return [Thing(ROW, Place.HERE, "link", frozenset({"token"}), {"token": issued.token})]
