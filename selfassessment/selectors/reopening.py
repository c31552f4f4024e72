"""Who hears that a completed assessment or joint review is opened again, and until when it is news."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import Person
from partnerships.models import Partnership, Role
from partnerships.rules.deadlines import local_day
from partnerships.selectors.named import people_named
from selfassessment.models import Completion


def told_of(partnership: Partnership, *, at: datetime) -> list[Person]:
    """The partnership's representatives and champion, who can change what was completed."""
    return people_named(partnership, *Role.OF_A_PARTNERSHIP, on=local_day(at))


def is_still_open(about: Mapping[str, Any]) -> bool:
    """Whether nothing was completed anew since."""
    return not Completion.objects.standing().filter(partnership=about["partnership"]).exists()
