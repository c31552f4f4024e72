"""The doors to decisions on grants (access row 16) and to what they give each partnership (row 17)."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from grants.models import Determination, Outcome
from partnerships.models import Programme, Role, Terms
from partnerships.selectors.standing import Standing

Kind = Role.Kind
READ_ALL = (Kind.MANAGER, Kind.FINANCE, Kind.STEERING, Kind.EVALUATOR)
READ_FINAL = (Kind.REPRESENTATIVE, Kind.CHAMPION, Kind.ADVISER, Kind.AREA_LEAD)
OWN = (Kind.REPRESENTATIVE, Kind.CHAMPION)
CONFIRMED = Determination.State.CONFIRMED


def visible_determinations(standing: Standing) -> QuerySet[Determination]:
    """All of them for who prepares, confirms and oversees; the confirmed ones for the partnerships' people."""
    seen = Q(programme__in=programmes(standing, *READ_ALL))
    seen |= Q(programme__in=programmes(standing, *READ_FINAL), state=CONFIRMED)
    return with_everything().filter(seen).order_by("-number")


def with_everything() -> QuerySet[Determination]:
    """Each with what its sheet names."""
    return Determination.objects.select_related("programme", "terms", "line", "prepared_by", "decided_by")


def with_terms_now(found: QuerySet[Determination]) -> QuerySet[Any]:
    """Each with `terms_now`, the id of the terms that are in force in its programme by now."""
    fixed = Terms.objects.filter(programme=OuterRef("programme"), fixed_at__isnull=False).order_by("-number")
    return found.annotate(terms_now=Subquery(fixed.values("pk")[:1]))


def visible_awards(standing: Standing) -> QuerySet[Outcome]:
    """What was confirmed: every partnership's, or the own ones'."""
    own = {role.partnership_id for role in standing.roles if role.kind in OWN}
    seen = Q(determination__programme__in=programmes(standing, *READ_ALL)) | Q(partnership__in=own)
    return Outcome.objects.filter(seen, determination__state=CONFIRMED)


def awards_in(standing: Standing, programme: Programme) -> QuerySet[Outcome]:
    """Those of one programme, in the order of their areas, with all that a list tells."""
    found = visible_awards(standing).filter(determination__programme=programme)
    return found.select_related("partnership__county").order_by("partnership__area", "code")


def counties_judged(determination: Determination | None) -> dict[str, str]:
    """The areas of the counties that were judged, by the codes that their localities went by."""
    found = determination.outcomes.filter(tier="county") if determination else Outcome.objects.none()
    return dict(found.values_list("code", "partnership__area"))


def programmes(standing: Standing, *kinds: str) -> set[int]:
    """Ids of those in which one of these roles is held."""
    return {role.programme_id for role in standing.roles if role.kind in kinds}
