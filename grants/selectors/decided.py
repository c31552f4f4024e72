"""The doors to decisions on grants (access row 16) and to what they give each partnership (row 17)."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from grants.models import Determination, Outcome
from kit.prepared import Prepared, PreparedValues
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


def confirmed_in(standing: Standing, programme: Programme) -> Determination | None:
    """What was confirmed in a year, with who did; None before, and for who may not read it."""
    found = CONFIRMED_IN.fetch(programme.pk) if standing.holds(programme.pk, *READ_ALL, *READ_FINAL) else []
    return found[0] if found else None


def awards_in(standing: Standing, programme: Programme) -> QuerySet[Outcome]:
    """Those of one programme, in the order of their areas, with what a list tells of each."""
    found = visible_awards(standing).filter(determination__programme=programme)
    return found.select_related("partnership").only(*TOLD).order_by("partnership__area", "code")


def counties_judged(determination: Determination | None) -> dict[str, str]:
    """The areas of the counties that were judged, by the codes that their localities went by."""
    return dict(JUDGED.fetch(determination.pk)) if determination else {}


TOLD = (
    *("code", "tier", "locality", "offer", "status", "payment", "reason", "share_reason", "share", "final"),
    "partnership__area",
)
ROW = -1  # stands for the key of the programme, or of the determination
CONFIRMED_IN = Prepared(
    lambda: Determination.objects.filter(programme=ROW, state=CONFIRMED).select_related("decided_by"), ROW
)
JUDGED = PreparedValues(
    lambda: Outcome.objects.filter(determination=ROW, tier="county").values_list("code", "partnership__area"), ROW
)


def programmes(standing: Standing, *kinds: str) -> set[int]:
    """Ids of those in which one of these roles is held."""
    return {role.programme_id for role in standing.roles if role.kind in kinds}
