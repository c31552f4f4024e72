"""Reads about programme years, their terms and dates."""

from django.db.models import QuerySet

from partnerships.models import Programme, Role, Terms
from partnerships.selectors.standing import Standing

WITHOUT_YEAR = (Role.Kind.AGENCY,)  # row 06


def visible_programmes(standing: Standing) -> QuerySet[Programme]:
    """The one door to programme years (row 06): those in which the person holds a role, but only as an agency."""
    seen = {role.programme_id for role in standing.roles if role.kind not in WITHOUT_YEAR}
    return Programme.objects.filter(pk__in=seen)


def terms_in_force(programme: Programme) -> Terms | None:
    """The latest fixed version with its rates, in two queries; None while the year is being set up."""
    return programme.terms.filter(fixed_at__isnull=False).prefetch_related("rates").order_by("-number").first()


def terms_drafted(programme: Programme) -> Terms | None:
    """The version that is being drafted, with its rates."""
    return programme.terms.filter(fixed_at__isnull=True).prefetch_related("rates").first()


def name_of_programme(programme_id: int) -> str:
    """What a programme calls itself, by its id; empty when there is none. One query."""
    return Programme.objects.filter(pk=programme_id).values_list("name", flat=True).first() or ""
