"""The email in which a partnership's people hear that what they completed is opened again, and why."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Person
from notices.services.sending import send
from selfassessment.models import Completion


def tell_of_reopening(*, completion: Completion, people: Sequence[Person], at: datetime) -> None:
    """To each of them; the completion has its reason, who opened it, its partnership and programme loaded."""
    partnership = completion.partnership
    page = "joint_review" if completion.is_joint else "assessment"
    facts = {
        "completion": completion,
        "partnership": partnership,
        "programme": partnership.programme,
        "link": settings.BASE_URL + reverse(page, args=[partnership.pk]),
    }
    for person in people:
        send(
            "selfassessment/reopened",
            person.email,
            {**facts, "person": person},
            person=person,
            programme_id=partnership.programme_id,
            about={"completion": completion.pk, "partnership": partnership.pk},
            at=at,
        )
