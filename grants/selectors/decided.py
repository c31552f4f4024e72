"""The doors to decisions on grants (access row 16) and to what they give each partnership (row 17)."""

from collections.abc import Sequence

from django.db.models import F, Q, QuerySet

from grants.models import Determination, Outcome
from kit.prepared import AnyOf, Prepared, PreparedValues
from partnerships.models import Partnership, Programme, Role
from partnerships.selectors.standing import Standing

Kind = Role.Kind
READ_ALL = (Kind.MANAGER, Kind.FINANCE, Kind.STEERING, Kind.EVALUATOR)
READ_FINAL = (Kind.REPRESENTATIVE, Kind.CHAMPION, Kind.ADVISER, Kind.AREA_LEAD)
OWN = (Kind.REPRESENTATIVE, Kind.CHAMPION)
CONFIRMED, PREPARED = Determination.State.CONFIRMED, Determination.State.PREPARED


def determinations_in(standing: Standing, programme: Programme) -> list[Determination]:
    """Those of a programme that one may read, the latest first, each with its line and who prepared and decided it."""
    found = IN_PROGRAMME.fetch(programme.pk) if standing.holds(programme.pk, *READ_ALL, *READ_FINAL) else []
    for one in found:
        one.programme = programme
    return [one for one in found if reads(standing, one)]


def prepared_in(programme: Programme) -> Determination | None:
    """The one that waits to be confirmed, with who prepared it; the page that says so is its manager's."""
    return next((one for one in IN_PROGRAMME.fetch(programme.pk) if one.state == PREPARED), None)


def determination_seen(standing: Standing, pk: int) -> Determination | None:
    """One that may be read, with what its sheet names."""
    found = WITH_EVERYTHING.one(pk)
    return found if found and reads(standing, found) else None


def reads(standing: Standing, determination: Determination) -> bool:
    """Who prepares, confirms and oversees read all of them; the partnerships' people the confirmed ones."""
    is_final = determination.state == CONFIRMED
    return standing.holds(determination.programme_id, *READ_ALL, *(READ_FINAL if is_final else ()))


def with_everything() -> QuerySet[Determination]:
    """Each with what its sheet names."""
    return Determination.objects.select_related("programme", "terms", "line", "prepared_by", "decided_by")


def award_seen(standing: Standing, pk: int) -> Outcome | None:
    """One that was confirmed and may be read, with its partnership and everything that decided it."""
    return AWARDED.one(pk, *reach_of(standing))


def award_given_to(standing: Standing, partnership: Partnership) -> int | None:
    """The id of the one that was confirmed for the own partnership; None before, and for others, without a query."""
    if not standing.is_of(partnership, *OWN):
        return None
    return next((pk for (pk,) in GIVEN_TO.fetch(partnership.pk, [], [partnership.pk])), None)


def reach_of(standing: Standing) -> tuple[list[int], list[int]]:
    """Ids of the programmes of which somebody reads every award, and of the partnerships whose own."""
    whole = {role.programme_id for role in standing.roles if role.kind in READ_ALL}
    own = {role.partnership_id for role in standing.roles if role.partnership_id and role.kind in OWN}
    return sorted(whole), sorted(own)


def awards_among(programmes: Sequence[int] | str, partnerships: Sequence[int] | str) -> QuerySet[Outcome]:
    """The one door to awards (access row 17), by ids or by marks for them."""
    seen = Q(AnyOf(F("determination__programme"), programmes)) | Q(AnyOf(F("partnership"), partnerships))
    return Outcome.objects.filter(seen, determination__state=CONFIRMED)


def confirmed_in(standing: Standing, programme: Programme) -> Determination | None:
    """What was confirmed in a year, with who did; None before, and for who may not read it."""
    found = CONFIRMED_IN.fetch(programme.pk) if standing.holds(programme.pk, *READ_ALL, *READ_FINAL) else []
    return found[0] if found else None


def awards_in(standing: Standing, programme: Programme) -> QuerySet[Outcome]:
    """Those of one programme, in the order of their areas, with what a list tells of each."""
    found = awards_among(*reach_of(standing)).filter(determination__programme=programme)
    return found.select_related("partnership").only(*TOLD).order_by("partnership__area", "code")


def counties_judged(determination: Determination | None) -> dict[str, str]:
    """The areas of the counties that were judged, by the codes that their localities went by."""
    return dict(JUDGED.fetch(determination.pk)) if determination else {}


TOLD = (
    *("code", "tier", "locality", "offer", "status", "payment", "reason", "share_reason", "share", "final"),
    "partnership__area",
)
ROW = -1  # stands for the key of the programme, the determination, the award or the partnership
WHOLE, ONE_OWN = "<whole>", "<own>"  # stand for the ids by which one reads awards
IN_PROGRAMME = Prepared(
    lambda: (
        Determination.objects.filter(programme=ROW)
        .select_related("line", "prepared_by", "decided_by")
        .order_by("-number")
    ),
    ROW,
)
WITH_EVERYTHING = Prepared(lambda: with_everything().filter(pk=ROW), ROW)
AWARDED = Prepared(
    lambda: (
        awards_among(WHOLE, ONE_OWN)
        .filter(pk=ROW)
        .select_related(
            "partnership__county",
            *(f"determination__{name}" for name in ("programme", "terms", "line", "prepared_by", "decided_by")),
        )
    ),
    *(ROW, WHOLE, ONE_OWN),
)
GIVEN_TO = PreparedValues(
    lambda: awards_among(WHOLE, ONE_OWN).filter(partnership=ROW).values_list("pk"), ROW, WHOLE, ONE_OWN
)
CONFIRMED_IN = Prepared(
    lambda: Determination.objects.filter(programme=ROW, state=CONFIRMED).select_related("decided_by"), ROW
)
JUDGED = PreparedValues(
    lambda: Outcome.objects.filter(determination=ROW, tier="county").values_list("code", "partnership__area"), ROW
)
