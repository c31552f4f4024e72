"""The emails about submission: that a project was submitted, and that a partnership may be late."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from notices.services.sending import send
from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from partnerships.selectors.named import people_named
from projects.models import Admission, Submission

Kind = Role.Kind


def send_receipt(*, submission: Submission, at: datetime) -> None:
    """The receipt to the representatives and the champion; project, partnership and programme are loaded."""
    partnership = submission.project.partnership
    facts = {
        "submission": submission,
        "project": submission.edition,
        "partnership": partnership,
        "link": settings.BASE_URL + reverse("project_receipt", args=[submission.project_id]),
    }
    for person in people_named(partnership, *Role.OF_A_PARTNERSHIP, on=local_day(at)):
        send(
            "projects/submitted",
            person.email,
            {**facts, "person": person},
            person=person,
            programme_id=partnership.programme_id,
            about={"project": submission.project_id},
            at=at,
        )


def tell_admitted(*, admission: Admission, at: datetime) -> None:
    """Tell the representatives until when they may still submit; partnership and programme are loaded."""
    partnership = admission.partnership
    facts = {"admission": admission, "partnership": partnership, "link": settings.BASE_URL + reverse("home")}
    for person in people_named(partnership, Kind.REPRESENTATIVE, on=local_day(at)):
        send(
            "projects/admitted",
            person.email,
            {**facts, "person": person},
            person=person,
            programme_id=partnership.programme_id,
            about={"partnership": partnership.pk},
            at=at,
        )
