"""How far a year is set up, as facts for the rule."""

from django.db.models import Count, Exists, OuterRef, Q

from partnerships.models import Invitation, Partnership, Programme, Role
from partnerships.models.programme import WORDS
from partnerships.rules.deadlines import local_day
from partnerships.rules.setting_up import SetUpFacts
from partnerships.selectors.programmes import terms_drafted, terms_in_force

Tier = Partnership.Tier


def set_up_facts(programme: Programme, *, budget_lines: int = 0) -> SetUpFacts:
    """The year as it stands, in six queries; the budget is known upstairs."""
    terms = terms_drafted(programme) or terms_in_force(programme)
    tiers = dict(programme.partnerships.order_by().values_list("tier").annotate(Count("pk")))
    return SetUpFacts(
        starts=programme.starts,
        ends=programme.ends,
        saved=frozenset(programme.steps_saved),
        is_copied=programme.follows_id is not None,
        tiers=frozenset(tiers),
        rated=frozenset(rate.tier for rate in terms.rates.all()) if terms else frozenset(),
        dates={row.kind: local_day(row.closes_at) for row in programme.key_dates.all()},
        has_framework=bool(programme.framework),
        partnerships=sum(tiers.values()),
        placed=programme.partnerships.filter(hex_q__isnull=False).count(),
        empty_localities=empty_localities(programme),
        has_deputy=has_deputy(programme),
        budget_lines=budget_lines,
    )


def empty_localities(programme: Programme) -> tuple[str, ...]:
    """Names of the counties without a district: what stands in the way of opening."""
    districts = Partnership.objects.filter(county=OuterRef("pk"))
    found = programme.partnerships.filter(~Exists(districts), tier=Tier.COUNTY).order_by("name")
    return tuple(found.values_list("name", flat=True))


def has_deputy(programme: Programme) -> bool:
    """Whether a deputy is named, or asked."""
    held = Role.objects.filter(programme=programme, is_deputy=True).exists()
    return held or Invitation.objects.open().filter(programme=programme, is_deputy=True).exists()


def managers_of(programme: Programme) -> list[Role]:
    """Manager and deputy roles that have not ended before the year, the manager first."""
    roles = Role.objects.filter(Q(until__isnull=True) | Q(until__gte=programme.starts), kind=Role.Kind.MANAGER)
    return list(roles.filter(programme=programme).select_related("person").order_by("is_deputy", "since", "pk"))


def own_words(programme: Programme) -> dict[str, str]:
    """The words the region has of its own, by field."""
    fields = [f"{noun}_{many}" for noun in WORDS for many in ("word", "words")]
    return {field: getattr(programme, field) for field in fields}
