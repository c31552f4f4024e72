"""The emails about an endorsement: to the champion who is asked, and to the representatives when it is decided."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from accounts.models import Person
from notices.services.sending import send
from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from partnerships.selectors.named import people_named
from projects.models import Project
from projects.selectors.windows import window_of

Kind = Role.Kind


def tell_champions(*, project: Project, asker: Person, at: datetime) -> None:
    """Ask every champion of the partnership; the project has its partnership and programme loaded."""
    facts = {
        "project": project,
        "partnership": project.partnership,
        "asker": asker,
        "closes_at": window_of(project.partnership).ends_at(),
        "link": settings.BASE_URL + reverse("endorse_project", args=[project.pk]),
    }
    for champion in people_named(project.partnership, Kind.CHAMPION, on=local_day(at)):
        send(
            "projects/endorsement_asked",
            champion.email,
            {**facts, "person": champion},
            person=champion,
            programme_id=project.partnership.programme_id,
            about={"project": project.pk},
            at=at,
        )


def tell_representatives(*, project: Project, verdict: str, reason: str, champion: Person, at: datetime) -> None:
    """Tell the representatives what the champion decided: `endorsed` or `returned`."""
    facts = {
        "project": project,
        "partnership": project.partnership,
        "champion": champion,
        "reason": reason,
        "closes_at": window_of(project.partnership).ends_at(),
        "link": settings.BASE_URL + reverse("project", args=[project.pk]),
    }
    for person in people_named(project.partnership, Kind.REPRESENTATIVE, on=local_day(at)):
        send(
            f"projects/{verdict}",
            person.email,
            {**facts, "person": person},
            person=person,
            programme_id=project.partnership.programme_id,
            about={"project": project.pk},
            at=at,
        )
