"""What the region's map can show. A room that has something to show adds one `Picture` to `pictures_of`.

A picture says of each partnership which of its states it is in, in SQL: the map, its legend, the table, its
filters and its downloads all follow from that alone, and so they agree. What a rule says in Python (projects, money)
goes to the database as one value, which it looks up by id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import CharField, F, Func, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dashboards.rules.letters import marks_of
from dashboards.selectors.grants import Grants
from grants.rules.positions import Payment, Status
from kit.charts.palette import BLANK, CLAY, EMPTY, FULL, LIGHT, MIDDLE, TICK, State
from kit.prepared import PreparedExpression
from partnerships.models import Partnership, Programme
from partnerships.rules.enrolment import State as Named
from partnerships.selectors.enrolment import with_enrolment
from projects.rules.progress import State as Project
from projects.selectors.drawn import project_states

Annotate = Callable[[QuerySet[Partnership], date], QuerySet[Partnership]]


@dataclass(frozen=True)
class Picture:
    """One thing the map can show: `annotate` adds its state on a day to partnerships, as `column`.

    Where states are `known` by id already, or a query written once works one out of a partnership and the value of
    `asked`, the map takes that. `said` are other words for the state of some partnerships, by id; `met` says of
    counties, by id, whether their condition is met, where the picture shows that; `note` stands beneath the legend.
    """

    key: str
    label: str | Promise
    reading: str | Promise  # how to read the map, for who does not see it
    states: Callable[[Programme], tuple[State, ...]]  # the furthest first
    column: str
    annotate: Annotate = lambda partnerships, on: partnerships
    known: Mapping[int, str] | None = field(default=None, compare=False)
    asked: tuple[PreparedExpression, object] | None = None
    legend: Callable[[Programme], Mapping[str, str]] = lambda programme: {}  # words for many, where they differ
    said: Mapping[int, str] = field(default_factory=dict, compare=False)
    met: Mapping[int, bool] = field(default_factory=dict, compare=False)
    note: str | Promise = ""


def enrolment_states(programme: Programme) -> tuple[State, ...]:
    """The four, with their words."""
    return (
        State(Named.COMPLETE, gettext("Everybody named"), FULL, TICK),
        State(Named.PARTLY, gettext("Somebody still to name"), MIDDLE, "S"),
        State(Named.INVITED, gettext("Invited, nobody has accepted yet"), LIGHT, "I"),
        State(Named.NONE, gettext("Nobody named"), BLANK, "N"),
    )


def tier_states(programme: Programme) -> tuple[State, ...]:
    """The four tiers in the region's words, each with a letter of its word."""
    tiers = Partnership.Tier.values
    words = tuple(programme.word(tier) for tier in tiers)
    drawn = zip(tiers, words, (FULL, MIDDLE, LIGHT, EMPTY), marks_of(words), strict=True)
    return tuple(State(tier, word[:1].upper() + word[1:], paint, mark) for tier, word, paint, mark in drawn)


ENROLMENT = Picture(
    "enrolment",
    _("Roles named"),
    _("A hexagon for each, by whether its representative and champion are named, with a line round each locality."),
    enrolment_states,
    "enrolment",
    with_enrolment,
)
TIER = Picture(
    "tier",
    _("Tier"),
    _("A hexagon for each, by its tier, with a line round each locality."),
    tier_states,
    "tier",
    legend=lambda programme: {tier: programme.words(tier) for tier in Partnership.Tier.values},
)


def pictures_of(grants: Grants | None) -> tuple[Picture, ...]:
    """Those that somebody may see, who sees `grants` or not."""
    return (ENROLMENT, *((project_picture(grants), grant_picture(grants)) if grants else ()), TIER)


def picture_of(key: str, pictures: tuple[Picture, ...], usual: str = "") -> Picture:
    """The picture that an address asks for; for any that there is not the usual one, else the first."""
    by_key = {picture.key: picture for picture in pictures}
    return by_key.get(key) or by_key.get(usual) or pictures[0]


def project_picture(grants: Grants) -> Picture:
    """How far projects are. What is submitted and lacks something else than sharing says so."""
    return Picture(
        "project",
        _("Project"),
        _("A hexagon for each, by the state of its project, with a line round each locality: solid where it is met."),
        lambda programme: tuple(map(of_any_tier, project_states())),
        "project_state",
        given("project_state", grants.states),
        grants.states,
        said={pk: said for pk, state in grants.states.items() if (said := said_of_project(grants, pk, state))},
        met=grants.met,
    )


def of_any_tier(state: State) -> State:
    """A region's legend counts single tiers too, which share with nobody."""
    return replace(state, word=gettext("Submitted")) if state.key == Project.COUNTS else state


def said_of_project(grants: Grants, pk: int, state: Project) -> str:
    """Who has shared waits for something else."""
    row = grants.progress[pk]
    if state is Project.SUBMITTED and row.state is Project.COUNTS:
        return gettext("Submitted, but %(missing)s") % {"missing": grants.lacks(pk)}
    return ""


def grant_picture(grants: Grants) -> Picture:
    """What becomes of each offer."""
    as_decided = _("A hexagon for each, by what was decided of its grant, with a line round each locality.")
    as_things_stand = _("A hexagon for each, by what becomes of its grant as things stand, with a line round each.")
    return Picture(
        "grant",
        _("Grant"),
        as_decided if grants.is_decided else as_things_stand,
        lambda programme: money_states(is_decided=grants.is_decided),
        "grant_state",
        given("grant_state", grants.money),
        grants.money,
        met=grants.met,
    )


def money_states(*, is_decided: bool) -> tuple[State, ...]:
    """Where an offer lies, or would as things stand: to be released first."""
    release, hold, withheld, withdrawn = MONEY_DECIDED if is_decided else MONEY_FORESEEN
    return (
        State(Payment.RELEASE, str(release), FULL, TICK),
        State(Payment.HOLD, str(hold), MIDDLE, "H"),
        State(Status.WITHHELD, str(withheld), LIGHT, "W"),
        State(Status.WITHDRAWN, str(withdrawn), CLAY, "X"),
    )


MONEY_DECIDED = (_("To be released"), _("Held: no project"), _("Withheld"), _("Withdrawn"))
MONEY_FORESEEN = (
    _("Would be released"),
    _("Would be held until it submits"),
    _("Would be withheld"),
    _("Would be withdrawn"),
)


def given(column: str, states: Mapping[int, str]) -> Annotate:
    """Adds a state that is known by id already; "" where it is not."""

    def annotate(partnerships: QuerySet[Partnership], on: date) -> QuerySet[Partnership]:
        known = Value({str(pk): str(state) for pk, state in states.items()}, JSONField())
        found = Func(known, Cast(F("pk"), TextField()), function="jsonb_extract_path_text", output_field=CharField())
        return partnerships.annotate(**{column: found})

    return annotate
