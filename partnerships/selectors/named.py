"""Who is named for a partnership on a day, as those whom emails go to and pages send one to."""

from datetime import date

from accounts.models import Person
from partnerships.models import Partnership, Role


def people_named(partnership: Partnership, *kinds: str, on: date) -> list[Person]:
    """Who holds one of these roles of the partnership on a day and can sign in, each once, by name."""
    held = Role.objects.held_on(on).filter(partnership=partnership, kind__in=kinds).values("person")
    return list(Person.objects.filter(pk__in=held, is_active=True))
