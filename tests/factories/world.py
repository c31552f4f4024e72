"""A small world: two programmes, each with single tiers and two localities, and a person in each role."""

from dataclasses import dataclass, field

from accounts.models import Person
from partnerships.models import Partnership, Programme, Role
from tests.factories.people import PersonFactory
from tests.factories.programmes import PartnershipFactory, ProgrammeFactory
from tests.factories.roles import RoleFactory

NO_ROLE = "no-role"
NAMES = {
    "manager": "Ines Calloway",
    "finance": "Tobias Wren-Hale",
    "representative": "Odile Marchbank",
    "champion": "Percy Lightbody",
    "adviser": "Greta Stonefield",
    "area-lead": "Anselm Furrow",
    "facilitator": "Beatrix Quayle-Moor",
    "steering": "Leopold Hatchard",
    "agency": "Mirabel Thorne-Way",
    "evaluator": "Cosmo Ashgrove",
    NO_ROLE: "Delphine Nowhere",
}
# Two single tiers, a county with three districts, a county with two; none is on any map.
MARLVALE = (
    *("Zelwick", "Yarrowmoor"),
    *("Thessershire", "Ollerwick", "Pimbrook", "Quernley"),
    *("Umbershire", "Vintle", "Wrenfold"),
)
FAR_COAST = (
    *("Grindlewick", "Hoxenby"),
    *("Norvaleshire", "Ibberwick", "Jessimoor", "Kittlebrook"),
    *("Lantershire", "Mossery", "Nettlehay"),
)


@dataclass(frozen=True)
class Region:
    """One programme and its partnerships; `county` and `districts` are the locality most tests are about."""

    programme: Programme
    single: Partnership
    other_single: Partnership
    county: Partnership
    districts: tuple[Partnership, ...]
    other_county: Partnership
    other_districts: tuple[Partnership, ...]

    @property
    def partnerships(self) -> tuple[Partnership, ...]:
        """All nine, the counties before their districts."""
        locality = (self.county, *self.districts, self.other_county, *self.other_districts)
        return (self.single, self.other_single, *locality)


@dataclass(frozen=True)
class World:
    """`here` is the programme in which everybody in `people` holds their one role; `there` is another's."""

    here: Region
    there: Region
    people: dict[str, Person]
    operator: Person
    deactivated: Person
    roles: dict[str, Role] = field(default_factory=dict)

    @property
    def own(self) -> Partnership:
        """The district whose representative and champion are in `people`, assigned to the adviser and area lead."""
        return self.here.districts[0]

    @property
    def neighbour(self) -> Partnership:
        """Another district of the same county."""
        return self.here.districts[1]

    @property
    def elsewhere(self) -> Partnership:
        """A district of the other county of the same programme."""
        return self.here.other_districts[0]

    @property
    def abroad(self) -> Partnership:
        """A district of the other programme."""
        return self.there.districts[0]


def build_world() -> World:
    """Nine partnerships in each of two programmes; 11 actors, an operator, and a deactivated manager."""
    here = build_region("marlvale", "Marlvale", MARLVALE)
    there = build_region("farcoast", "Far Coast", FAR_COAST)
    people = {
        kind: PersonFactory(name=name, email=f"{kind}@{here.programme.key}.example") for kind, name in NAMES.items()
    }
    roles = {kind: give_role(kind, people[kind], here) for kind in people if kind != NO_ROLE}
    deactivated = PersonFactory(name="Hector Gone", deactivated=True)
    give_role("manager", deactivated, here)
    return World(
        here=here,
        there=there,
        people=people,
        operator=PersonFactory(name="Technical operator", operator=True),
        deactivated=deactivated,
        roles=roles,
    )


def build_region(key: str, name: str, areas: tuple[str, ...]) -> Region:
    """One programme with nine areas, in the order of `MARLVALE`."""
    programme = ProgrammeFactory(key=key, name=f"Learning in {name}", region=name)
    single = PartnershipFactory(programme=programme, area=areas[0], metropolitan=True)
    other_single = PartnershipFactory(programme=programme, area=areas[1])
    county, *districts = build_locality(programme, areas[2:6])
    other_county, *other_districts = build_locality(programme, areas[6:])
    return Region(programme, single, other_single, county, tuple(districts), other_county, tuple(other_districts))


def build_locality(programme: Programme, areas: tuple[str, ...]) -> list[Partnership]:
    """A county, then its districts."""
    county = PartnershipFactory(programme=programme, area=areas[0], is_county=True)
    return [county, *(PartnershipFactory(programme=programme, area=a, district=True, county=county) for a in areas[1:])]


def give_role(kind: str, person: Person, region: Region) -> Role:
    """A role of that kind in the region: in its first district, or with that district assigned, where the kind asks."""
    own = region.districts[0]
    fields = {"partnership": own} if kind in Role.OF_A_PARTNERSHIP else {}
    assigned = [own] if kind in Role.WITH_ASSIGNMENTS else []
    return RoleFactory(kind=kind, person=person, programme=region.programme, assigned=assigned, **fields)
