"""Makes programmes, and partnerships of every tier, in places that do not exist."""

from datetime import UTC, date, datetime

import factory

from partnerships.models import Partnership, Programme

Tier = Partnership.Tier


class ProgrammeFactory(factory.django.DjangoModelFactory[Programme]):
    """A programme that has begun and does not end while anybody runs the tests."""

    class Meta:
        model = Programme

    class Params:
        setting_up = factory.Trait(state=Programme.State.SETTING_UP, opened_at=None)
        closed = factory.Trait(state=Programme.State.CLOSED, closed_at=datetime(2026, 5, 1, 8, 0, tzinfo=UTC))

    key = factory.Sequence(lambda n: f"programme-{n}")
    name = factory.Sequence(lambda n: f"Programme {n}")
    region = factory.Sequence(lambda n: f"Region {n}")
    starts = date(2026, 4, 1)
    ends = date(2099, 3, 31)
    state = Programme.State.OPEN
    opened_at = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


class PartnershipFactory(factory.django.DjangoModelFactory[Partnership]):
    """A unitary one, or with `metropolitan`, `is_county` or `district` (which gets a county of its own) set."""

    class Meta:
        model = Partnership

    class Params:
        metropolitan = factory.Trait(tier=Tier.METROPOLITAN)
        is_county = factory.Trait(tier=Tier.COUNTY)
        district = factory.Trait(
            tier=Tier.DISTRICT,
            county=factory.SubFactory(
                "tests.factories.programmes.PartnershipFactory",
                is_county=True,
                programme=factory.SelfAttribute("..programme"),
            ),
        )

    programme = factory.SubFactory(ProgrammeFactory)
    area = factory.Sequence(lambda n: f"Place {n}")
    name = factory.LazyAttribute(lambda made: f"{made.area} Partnership")
    tier = Tier.UNITARY
