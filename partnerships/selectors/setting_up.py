"""How far a year is set up, as facts for the rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Count, Exists, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from audit.models import Entry
from kit.prepared import Prepared, PreparedValues
from partnerships.models import Invitation, KeyDate, Partnership, Programme, Role, Terms
from partnerships.models.programme import WORDS
from partnerships.rules.deadlines import local_day
from partnerships.rules.setting_up import SetUpFacts
from partnerships.selectors.programmes import terms_drafted
from partnerships.selectors.terms import rates_of

Tier = Partnership.Tier


@dataclass(frozen=True)
class TierCount:
    """How many partnerships of a tier there are, and how many of them have a place in the map."""

    tier: str
    count: int
    placed: int
    empty: list[str]  # names of counties without a district


def counts_by_tier(programme: Programme) -> list[TierCount]:
    """Of each tier that the year has, in one query."""
    districts = Partnership.objects.filter(county=OuterRef("pk"))
    without = ArrayAgg("name", filter=Q(~Exists(districts), tier=Tier.COUNTY), order_by="name", default=[])
    counted = programme.partnerships.order_by().values("tier")
    counted = counted.annotate(count=Count("pk"), placed=Count("hex_q"), empty=without)
    found = {row["tier"]: TierCount(**row) for row in counted}
    return [found[tier] for tier in Tier.values if tier in found]


@dataclass(frozen=True)
class Known:
    """What a page has read of a year already."""

    terms: Terms | None
    dates: Iterable[KeyDate]
    has_deputy: bool


def known_of(programme: Programme) -> Known:
    """The same, read for nobody but the rule."""
    terms = programme.terms.prefetch_related("rates").order_by("-number").first()
    return Known(terms, programme.key_dates.all(), has_deputy(programme))


def set_up_facts(programme: Programme, *, budget_lines: int = 0, known: Known | None = None) -> SetUpFacts:
    """The year as it stands, in one query beside those for what is `known`; the budget is known upstairs."""
    known = known or known_of(programme)
    counts = counts_by_tier(programme)
    return SetUpFacts(
        starts=programme.starts,
        ends=programme.ends,
        saved=frozenset(programme.steps_saved),
        is_copied=programme.follows_id is not None,
        tiers=frozenset(row.tier for row in counts),
        rated=frozenset(rates_of(known.terms)),
        dates={row.kind: local_day(row.closes_at) for row in known.dates},
        has_framework=bool(programme.framework),
        partnerships=sum(row.count for row in counts),
        placed=sum(row.placed for row in counts),
        empty_localities=empty_among(counts),
        has_deputy=known.has_deputy,
        budget_lines=budget_lines,
    )


def empty_among(counts: Iterable[TierCount]) -> tuple[str, ...]:
    """Names of the counties without a district: what stands in the way of opening."""
    return tuple(name for row in counts for name in row.empty)


def has_deputy(programme: Programme) -> bool:
    """Whether a deputy is named, or asked."""
    asked = Invitation.objects.open().filter(programme=OuterRef("pk"), is_deputy=True)
    lasting = Q(until__isnull=True) | Q(until__gte=OuterRef("ends"))  # as for `managers_of`
    named = Role.objects.filter(lasting, programme=OuterRef("pk"), is_deputy=True)
    return Programme.objects.filter(Exists(named) | Exists(asked), pk=programme.pk).exists()


def managers_of(programme: Programme) -> list[Role]:
    """Manager and deputy roles that have not ended before the year's last day, the manager first."""
    return MANAGERS.fetch(programme.pk, programme.ends)


PROGRAMME, DAY = -1, date.min  # stand for the key of a year and its last day
LASTING = Q(until__isnull=True) | Q(until__gte=DAY)
MANAGERS = Prepared(
    lambda: (
        Role.objects.filter(LASTING, programme=PROGRAMME, kind=Role.Kind.MANAGER)
        .select_related("person")
        .order_by("is_deputy", "since", "pk")
    ),
    PROGRAMME,
    DAY,
)


def deputies_of(programme: Programme) -> list[Role]:
    """Who is or will be the deputy."""
    return [role for role in managers_of(programme) if role.is_deputy]


def invited_deputy(programme: Programme) -> Invitation | None:
    """Who was asked to be the deputy, and has not answered."""
    return Invitation.objects.open().filter(programme=programme, is_deputy=True).first()


def dates_and_invited(programme: Programme) -> tuple[list[KeyDate], str]:
    """A year's dates in order, and who was asked to be its deputy, by name, else by address; one query."""
    ((dates, invited),) = DATES_AND_INVITED.fetch(programme.pk)
    told = [(each["kind"], datetime.fromisoformat(each["closes_at"])) for each in dates]
    return [KeyDate(programme=programme, kind=kind, closes_at=at) for kind, at in told], invited or ""


def _dates_and_invited() -> QuerySet[Programme, Any]:
    own = OuterRef("pk")
    dates = KeyDate.objects.filter(programme=own).order_by("closes_at", "pk")
    asked = Invitation.objects.open().filter(programme=own, is_deputy=True).order_by("-made_at", "-pk")
    called = Coalesce(NullIf("name", Value("")), "email", output_field=CharField())
    return Programme.objects.filter(pk=PROGRAMME).values_list(
        ArraySubquery(dates.values(date=JSONObject(kind="kind", closes_at="closes_at"))),
        Subquery(asked.values(called=called)[:1]),
    )


DATES_AND_INVITED = PreparedValues(_dates_and_invited, PROGRAMME)


def with_counts(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """Years with `partnership_count`, the newest first."""
    return programmes.annotate(partnership_count=Count("partnerships")).order_by("-starts", "name", "pk")


def own_words(programme: Programme) -> dict[str, str]:
    """The words the region has of its own, by field."""
    fields = [f"{noun}_{many}" for noun in WORDS for many in ("word", "words")]
    return {field: getattr(programme, field) for field in fields}


def limits_version(programme: Programme) -> int:
    """Of the year and the draft of its terms together: it grows whenever either changes."""
    terms = terms_drafted(programme)
    return programme.version + (terms.version if terms else 0)


def last_to_change(subject: Model) -> str:
    """Who changed a year or its terms last; empty when nobody of the portal did."""
    entry = Entry.objects.about(subject).select_related("actor").first()
    return entry.actor.name if entry and entry.actor else ""
