"""Makes invitations: not sent, or with `sent` waiting for an answer, or `expired`, `withdrawn`."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from partnerships.models import Invitation
from tests.factories.programmes import ProgrammeFactory


class InvitationFactory(factory.django.DjangoModelFactory[Invitation]):
    """A steering member who was asked; a `partnership` given brings its programme."""

    class Meta:
        model = Invitation

    class Params:
        sent = factory.Trait(
            sent_at=factory.LazyFunction(timezone.now),
            times_sent=1,
            expires_at=factory.LazyAttribute(lambda made: made.sent_at + timedelta(days=14)),
        )
        expired = factory.Trait(sent=True, sent_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=15)))
        withdrawn = factory.Trait(withdrawn_at=factory.LazyFunction(timezone.now))

    programme = factory.LazyAttribute(
        lambda made: made.partnership.programme if made.partnership else ProgrammeFactory()
    )
    kind = "steering"
    partnership = None
    email = factory.Sequence(lambda n: f"invited{n}@people.example")
    name = factory.Sequence(lambda n: f"Invited Number{n}")
    since = date(2026, 4, 1)
    made_at = factory.LazyFunction(timezone.now)
