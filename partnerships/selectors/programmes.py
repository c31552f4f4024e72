"""Reads about programme years, their terms and dates."""

from django.db.models import F, QuerySet, Subquery

from kit.prepared import AnyOf, Prepared
from partnerships.models import Programme, Rate, Role, Terms
from partnerships.selectors.standing import Standing

WITHOUT_YEAR = (Role.Kind.AGENCY,)  # row 06
YEAR = -1  # stands for the programme that is asked about
IN_FORCE = Prepared(
    lambda: Rate.objects.filter(terms=Subquery(fixed_terms(YEAR).values("pk")[:1])).select_related("terms"), YEAR
)


def visible_programmes(standing: Standing) -> QuerySet[Programme]:
    """The one door to programme years (row 06): those in which the person holds a role, but only as an agency."""
    return Programme.objects.filter(AnyOf(F("pk"), years_seen(standing)))


def years_seen(standing: Standing) -> list[int]:
    """The ids of the same; no query."""
    return [role.programme_id for role in standing.roles if role.kind not in WITHOUT_YEAR]


def terms_in_force(programme: Programme) -> Terms | None:
    """The latest fixed version with its rates, in one query; None while the year is being set up."""
    rates = IN_FORCE.fetch(programme.pk)
    if not rates:  # a version may name none
        return fixed_terms(programme.pk).prefetch_related("rates").first()
    terms = rates[0].terms
    terms.programme = programme
    kept = terms.rates.all()
    kept._result_cache = rates  # as prefetching keeps them
    terms._prefetched_objects_cache = {"rates": kept}  # type: ignore[attr-defined]
    return terms


def fixed_terms(programme_id: int) -> QuerySet[Terms]:
    """Every version that was ever in force, the latest first."""
    return Terms.objects.filter(programme=programme_id, fixed_at__isnull=False).order_by("-number")


def terms_drafted(programme: Programme) -> Terms | None:
    """The version that is being drafted, with its rates."""
    return programme.terms.filter(fixed_at__isnull=True).prefetch_related("rates").first()


def name_of_programme(programme_id: int) -> str:
    """What a programme calls itself, by its id; empty when there is none. One query."""
    return Programme.objects.filter(pk=programme_id).values_list("name", flat=True).first() or ""
