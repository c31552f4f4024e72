"""Makes dated roles: one trait for each kind, and `over` for one that has ended."""

from datetime import date
from typing import Any

import factory

from partnerships.models import Partnership, Role
from partnerships.permissions.sign_in import WITH_SECOND_STEP
from tests.factories.people import PersonFactory
from tests.factories.programmes import PartnershipFactory, ProgrammeFactory
from tests.factories.second_step import give_second_step

Kind = Role.Kind
LONG_AGO = date(2020, 1, 1)


def of_a_partnership(kind: Role.Kind) -> factory.Trait:
    """A role in one partnership; its programme is the partnership's."""
    return factory.Trait(
        kind=kind,
        partnership=factory.SubFactory(PartnershipFactory),
        programme=factory.SelfAttribute("partnership.programme"),
    )


class RoleFactory(factory.django.DjangoModelFactory[Role]):
    """A role held since long ago; `RoleFactory(adviser=True, assigned=[…])` is one with assigned partnerships."""

    class Meta:
        model = Role
        skip_postgeneration_save = True

    class Params:
        manager = factory.Trait(kind=Kind.MANAGER)
        finance = factory.Trait(kind=Kind.FINANCE)
        representative = of_a_partnership(Kind.REPRESENTATIVE)
        champion = of_a_partnership(Kind.CHAMPION)
        adviser = factory.Trait(kind=Kind.ADVISER)
        area_lead = factory.Trait(kind=Kind.AREA_LEAD)
        facilitator = factory.Trait(kind=Kind.FACILITATOR)
        steering = factory.Trait(kind=Kind.STEERING)
        agency = factory.Trait(kind=Kind.AGENCY)
        evaluator = factory.Trait(kind=Kind.EVALUATOR)
        over = factory.Trait(until=date(2020, 12, 31))

    person = factory.SubFactory(PersonFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    kind = Kind.MANAGER
    since = LONG_AGO

    @factory.post_generation
    def assigned(self: Role, create: bool, extracted: list[Partnership] | None, **_: Any) -> None:
        """The partnerships that an adviser or an area lead looks after."""
        if create and extracted:
            self.assigned.set(extracted)

    @factory.post_generation
    def second_step(self: Role, create: bool, extracted: bool | None, **_: Any) -> None:
        """Who must have a second step has one, unless the test says `second_step=False`."""
        if create and extracted is not False and self.kind in WITH_SECOND_STEP:
            give_second_step(self.person)
