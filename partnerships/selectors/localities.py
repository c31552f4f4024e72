"""A county and its districts together."""

from dataclasses import dataclass
from datetime import date

from partnerships.models import Partnership
from partnerships.rules.enrolment import State
from partnerships.selectors.directory import with_leads
from partnerships.selectors.enrolment import with_enrolment


@dataclass(frozen=True)
class Locality:
    """The county's partnership, then its districts by area; each with `enrolment` and `leads`."""

    members: tuple[Partnership, ...]

    @property
    def county(self) -> Partnership:
        """The county's own partnership."""
        return self.members[0]

    @property
    def districts(self) -> tuple[Partnership, ...]:
        """All but the county's."""
        return self.members[1:]

    @property
    def complete(self) -> int:
        """How many have named everybody."""
        return sum(member.enrolment == State.COMPLETE for member in self.members)  # type: ignore[attr-defined]

    @property
    def population(self) -> int | None:
        """That of the districts together; None when one of them is not known."""
        known = [district.population for district in self.districts]
        return None if None in known else sum(filter(None, known))

    @property
    def leads(self) -> list[str]:
        """The area leads of any of them, each once."""
        return list(dict.fromkeys(name for member in self.members for name in member.leads))  # type: ignore[attr-defined]


def locality_of(county: Partnership, on: date) -> Locality:
    """One query, however many districts there are."""
    found = with_leads(with_enrolment(Partnership.objects.of_locality(county.pk), on), on)
    members = sorted(found, key=lambda member: (member.pk != county.pk, member.area.casefold()))
    return Locality(tuple(members))
