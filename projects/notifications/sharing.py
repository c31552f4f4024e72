"""The email in which a partnership hears that a project was shared with it."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from notices.services.sending import send
from partnerships.models import Role
from partnerships.rules.deadlines import local_day
from projects.models import Edition, Project, Sharing


def tell_receivers(*, project: Project, edition: Edition, sharings: Sequence[Sharing], at: datetime) -> None:
    """Tell the representatives of each receiver; the project has its partnership and programme loaded."""
    representatives = Role.objects.held_on(local_day(at)).filter(kind=Role.Kind.REPRESENTATIVE, person__is_active=True)
    receivers = [sharing.partnership_id for sharing in sharings]
    facts = {
        "partnership": project.partnership,
        "edition": edition,
        "link": settings.BASE_URL + reverse("project", args=[project.pk]),
    }
    held = representatives.filter(partnership__in=receivers).select_related("person", "partnership")
    for role in held.order_by("pk"):
        given = {**facts, "person": role.person, "receiver": role.partnership}
        send(
            "projects/shared",
            role.person.email,
            given,
            person=role.person,
            programme_id=project.partnership.programme_id,
            about={"project": project.pk, "edition": edition.pk, "partnership": role.partnership_id},
            at=at,
        )
