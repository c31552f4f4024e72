"""Whom one can be."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from demonstration.models import Guest
from partnerships.models import Role


def guests_with_roles(*, on: date) -> QuerySet[Guest]:
    """Everybody one can sign in as, with the roles they hold on a day, in two queries."""
    held = Role.objects.held_on(on).select_related("partnership", "programme")
    return Guest.objects.select_related("person").prefetch_related(Prefetch("person__roles", queryset=held))
