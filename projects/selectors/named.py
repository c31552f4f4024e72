"""Who runs a programme on a day, as those whom pages send one to."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Person
from kit.prepared import Prepared
from partnerships.models import Programme, Role

Kind = Role.Kind


def managers_of(programme: Programme, *, on: date) -> list[Person]:
    """Whom to ask about a programme: its manager, and the deputy after."""
    return [role.person for role in MANAGERS.fetch(programme.pk, on)]


def managing(programme: int, on: date) -> QuerySet[Role]:
    """The roles of those who can sign in, with their persons; the deputy's last."""
    held = Role.objects.held_on(on).filter(programme=programme, kind=Kind.MANAGER, person__is_active=True)
    return held.select_related("person").order_by("is_deputy", "pk")


PROGRAMME, DAY = -1, date.min  # stand for what is asked about
MANAGERS = Prepared(lambda: managing(PROGRAMME, DAY), PROGRAMME, DAY)
