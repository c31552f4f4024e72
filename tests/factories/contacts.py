"""Makes contacts, and wordings that they agreed to."""

from datetime import UTC, date, datetime

import factory

from partnerships.models import ConsentWording, Contact
from tests.factories.programmes import ProgrammeFactory


class ConsentWordingFactory(factory.django.DjangoModelFactory[ConsentWording]):
    """A wording of a programme: v1, v2 …"""

    class Meta:
        model = ConsentWording

    programme = factory.SubFactory(ProgrammeFactory)
    key = factory.Sequence(lambda n: f"w{n}")
    text = factory.LazyAttribute(lambda made: f"You may write to me about the programme ({made.key}).")
    made_at = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    """Somebody checked long ago; `agreed` has a consent record, `shared` is shown to agencies too."""

    class Meta:
        model = Contact

    class Params:
        agreed = factory.Trait(
            consent_wording=factory.SubFactory(ConsentWordingFactory, programme=factory.SelfAttribute("..programme")),
            consented_on=date(2026, 4, 2),
            consented_how="form",
        )
        shared = factory.Trait(agreed=True, share_with_agencies=True)

    partnership = None
    programme = factory.LazyAttribute(
        lambda made: made.partnership.programme if made.partnership else ProgrammeFactory()
    )
    name = factory.Sequence(lambda n: f"Contact Number{n}")
    email = factory.Sequence(lambda n: f"contact{n}@contacts.example")
    checked_on = date(2026, 4, 2)
