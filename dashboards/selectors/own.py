"""My partnership: who is named, who is missing, and the locality around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from dashboards.selectors.addresses import way_to
from dashboards.selectors.deciding import Need
from dashboards.selectors.grants import Grants
from dashboards.selectors.pictures import ENROLMENT, project_picture
from dashboards.selectors.suppressed import came_back
from dashboards.selectors.tally import with_states
from kit.charts.marks import state_swatch
from kit.charts.markup import Svg
from partnerships.models import Contact, Invitation, Partnership, Programme, Role
from partnerships.rules.enrolment import State
from partnerships.rules.staleness import months_before
from partnerships.rules.years import day_of
from selfassessment.models import ChosenFramework
from selfassessment.selectors.stages import with_stage

NO_VERSION = 0  # where only who has not completed is of interest, whatever the others completed on


@dataclass(frozen=True)
class Neighbour:
    """A partnership with its state of enrolment: drawn, and in words."""

    partnership: Partnership
    mark: Svg
    word: str

    @property
    def url(self) -> str:
        """The partnership's own page."""
        return way_to("partnership", self.partnership.pk)

    @property
    def project_url(self) -> str:
        """Its locality's condition, or nothing for a single tier."""
        county = self.partnership.locality_id
        return way_to("county_condition", county) if county else ""

    @property
    def contacts_url(self) -> str:
        """Its contacts, for who may see them."""
        return way_to("partnership_contacts", self.partnership.pk)


@dataclass(frozen=True)
class Own:
    """A partnership as its representative and champion see it (access rows 03 and 04).

    `invite_url` is where its people are invited, "" for who may not.
    """

    partnership: Partnership
    representatives: tuple[Role, ...]
    champion: Role | None
    invitations: tuple[Invitation, ...]
    locality: tuple[Neighbour, ...]
    needs: tuple[Need, ...]
    invite_url: str

    @property
    def complete(self) -> bool:
        """Whether everybody who must be named is."""
        return bool(self.representatives and self.champion)

    @property
    def locality_area(self) -> str:
        """The area of the county it lies in."""
        return (self.partnership.county or self.partnership).area

    @property
    def representative_url(self) -> str:
        """Where to invite one more, while there is room for one."""
        has_room = self._has_room(Role.Kind.REPRESENTATIVE, len(self.representatives), 2)
        return inviting(self.invite_url, Role.Kind.REPRESENTATIVE) if has_room else ""

    @property
    def champion_url(self) -> str:
        """Where to invite one, while nobody is or is asked."""
        has_room = self._has_room(Role.Kind.CHAMPION, int(self.champion is not None), 1)
        return inviting(self.invite_url, Role.Kind.CHAMPION) if has_room else ""

    def _has_room(self, kind: str, named: int, most: int) -> bool:
        return named + sum(invitation.kind == kind for invitation in self.invitations) < most


def inviting(invite_url: str, kind: str) -> str:
    """Where somebody is invited as one or the other, and is not asked which; nothing for who may not."""
    return f"{invite_url}?kind={kind}" if invite_url else ""


def own_of(
    partnership: Partnership,
    entries: QuerySet[Partnership],
    *,
    can_invite: bool,
    can_check: bool,
    on: date,
    at: datetime,
) -> Own:
    """Four queries: people, invitations, the locality among the `entries` one sees, contacts one `can_check`."""
    programme = partnership.programme
    day = day_of(programme, on)
    held = Role.objects.held_on(day).filter(partnership=partnership, kind__in=Role.OF_A_PARTNERSHIP)
    roles = tuple(held.select_related("person").order_by("since", "pk"))
    invitations = tuple(Invitation.objects.open().filter(partnership=partnership).order_by("made_at", "pk"))
    representatives = tuple(role for role in roles if role.kind == Role.Kind.REPRESENTATIVE)
    champion = next((role for role in roles if role.kind == Role.Kind.CHAMPION), None)
    asked = [each.kind for each in invitations]
    invite_url = way_to("invite_to", partnership.pk) if can_invite else ""
    contacts = contacts_to_mend(partnership, on=on) if can_check else {"stale": 0, "bounced": 0}
    named = {Role.Kind.REPRESENTATIVE: bool(representatives), Role.Kind.CHAMPION: champion is not None}
    missing = {kind.value: int(not found and kind not in asked) for kind, found in named.items()}
    needs = (
        *(Need(kind, number, inviting(invite_url, kind)) for kind, number in missing.items()),
        Need("expired", sum(each.state_at(at) == Invitation.State.EXPIRED for each in invitations)),
        Need("bounced", contacts["bounced"], way_to("partnership_contacts", partnership.pk)),
        Need("stale", contacts["stale"], way_to("stale_contacts")),
    )
    return Own(
        partnership=partnership,
        representatives=representatives,
        champion=champion,
        invitations=invitations,
        locality=locality_of(partnership, entries, on=day),
        needs=() if programme.is_closed else tuple(need for need in needs if need.number),
        invite_url=invite_url,
    )


def contacts_to_mend(partnership: Partnership, *, on: date) -> dict[str, int]:
    """How many of its contacts want checking (`stale`), and from how many mail came back (`bounced`)."""
    before = months_before(on, partnership.programme.contact_months)
    return Contact.objects.filter(partnership=partnership).aggregate(
        stale=Count("pk", filter=Q(checked_on__lte=before)), bounced=Count("pk", filter=came_back("email"))
    )


def locality_of(partnership: Partnership, entries: QuerySet[Partnership], *, on: date) -> tuple[Neighbour, ...]:
    """The county and its districts, the county first; none round a single tier, nor for who sees only their own."""
    county = partnership.locality_id
    if county is None:
        return ()
    found = with_states(entries, (ENROLMENT,), on=on).filter(Q(pk=county) | Q(county_id=county))
    places = with_marks(partnership.programme, found.order_by("tier", "area"))
    return places if len(places) > 1 else ()


def assigned_to(role: Role, *, on: date) -> tuple[Neighbour, ...]:
    """The partnerships that an adviser or area lead looks after, each with how far its assessment is; one query."""
    found = with_states(Partnership.objects.filter(assigned_roles=role), (ENROLMENT,), on=on)
    chosen = ChosenFramework.objects.filter(programme=OuterRef("programme"))
    found = with_stage(found, NO_VERSION).annotate(can_assess=Exists(chosen))
    return with_marks(role.programme, found.select_related("county").order_by("area", "tier"))


def with_marks(programme: Programme, found: object) -> tuple[Neighbour, ...]:
    """Each with its state of enrolment, drawn once for all in that state."""
    states = {state.key: (state_swatch(state), state.word) for state in ENROLMENT.states(programme)}
    return tuple(Neighbour(each, *states[each.enrolment]) for each in found)  # type: ignore[attr-defined]


def with_projects(programme: Programme, places: Iterable[Neighbour], grants: Grants) -> tuple[Neighbour, ...]:
    """The same places by how far their projects are, as the region's map draws and says it."""
    picture = project_picture(grants)
    drawn = {state.key: (state_swatch(state), state.word) for state in picture.states(programme)}
    found = []
    for place in places:
        mark, word = drawn[grants.states[place.partnership.pk]]
        found.append(Neighbour(place.partnership, mark, picture.said.get(place.partnership.pk) or word))
    return tuple(found)


def is_complete(neighbour: Neighbour) -> bool:
    """Whether everybody is named there."""
    return neighbour.partnership.enrolment == State.COMPLETE  # type: ignore[attr-defined]
