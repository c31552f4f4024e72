"""Everything the page of one project tells one person, in few queries."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import F, QuerySet

from kit.prepared import Prepared, given_of, marks_of
from partnerships.models import Partnership, Role
from partnerships.rules.deadlines import local_day
from partnerships.selectors.sight import Sight
from partnerships.selectors.standing import Standing
from projects.models import Edition, Project, Sharing
from projects.rules import next_step as steps
from projects.rules.progress import State
from projects.rules.submission import Readiness, WhyNot, Window, why_not
from projects.selectors.basis import Grounds, grounds_from, grounds_of, named_in, with_grounds
from projects.selectors.drawn import said_of
from projects.selectors.readiness import readiness, with_readiness
from projects.selectors.states import COUNTY_COUNTS, state_in, with_state
from projects.selectors.visibility import public_edition_of, seen_by, sight_of
from projects.selectors.windows import window_in, with_ends

Kind = Role.Kind


@dataclass(frozen=True)
class ProjectPage:
    """`words` are what one reads: the draft, where one may, else `public`, the edition that all others read."""

    project: Any
    public: Edition | None
    window: Window
    readiness: Readiness
    reasons: tuple[WhyNot, ...]
    sharings: tuple[Sharing, ...]
    reader: steps.Reader
    mine: Sharing | None

    @property
    def partnership(self) -> Partnership:
        """Whose project it is."""
        return self.project.partnership

    @property
    def words(self) -> Project | Edition:
        """With the parts of a project."""
        return self.project if self.reads_draft or self.public is None else self.public

    @property
    def grounds(self) -> Grounds | None:
        """What the words read here rest on; a query only where that is of another completion than the draft's."""
        if self.words.completion_id is None or self.words.completion_id != self.project.completion_id:
            return grounds_of(self.words)
        return named_in(grounds_from(self.project, self.project.completion), self.words)

    @property
    def reads_draft(self) -> bool:
        """Whether the draft is read, not an edition."""
        return bool(self.project.reads_draft)

    @property
    def is_newer(self) -> bool:
        """Whether the words read here are not those that others read."""
        return self.public is not None and self.words.whole != self.public.whole

    @property
    def state(self) -> State:
        """How far the project is."""
        return state_in(self.project)

    @property
    def state_word(self) -> str:
        """The same, as lists and legends say it."""
        return said_of(self.state, is_two_tier=self.is_two_tier)

    @property
    def is_two_tier(self) -> bool:
        """Whether there is a locality to share it in."""
        return self.partnership.locality_id is not None

    @property
    def is_counted(self) -> bool:
        """Whether its county needs it for a majority; the county's own project only where the year's terms say so."""
        return self.partnership.county_id is not None or (self.is_two_tier and self.project.county_counts)

    @property
    def county_area(self) -> str:
        """What its locality is called; empty for a single tier."""
        if not self.is_two_tier:
            return ""
        return self.partnership.county.area if self.partnership.county else self.partnership.area

    @property
    def tells_why_not(self) -> bool:
        """Whether the page says why it cannot be submitted: to those who would submit, and to its champion."""
        return self.reader in (steps.Reader.REPRESENTATIVE, steps.Reader.CHAMPION)

    @property
    def can_be_shared(self) -> bool:
        """Whether submission is open for the partnership, as sharing needs it too."""
        return not steps.OVER & set(self.reasons)

    @property
    def warns(self) -> bool:
        """Whether other words undo something: a sharing, an endorsement, or the question for one."""
        return not self.readiness.is_changed and (bool(self.latest) or self.readiness.verdict in ("", "endorsed"))

    @property
    def receivers(self) -> list[Sharing]:
        """The latest edition that each partnership was given, by area."""
        latest: dict[int, Sharing] = {}
        for sharing in self.sharings:  # those of later editions come first
            latest.setdefault(sharing.partnership_id, sharing)
        return sorted(latest.values(), key=lambda one: one.partnership.area)

    @property
    def latest(self) -> list[Sharing]:
        """With whom the latest edition was shared."""
        return [one for one in self.sharings if one.edition_id == self.project.edition_id]

    @property
    def awaited(self) -> list[Sharing]:
        """Of those, whose receipt is still to be confirmed and can be, by area."""
        waiting = [one for one in self.latest if one.confirmed_at is None and not self.window.is_sealed]
        return sorted(waiting, key=lambda one: one.partnership.area)

    @property
    def step(self) -> steps.Next:
        """What comes next for who reads."""
        given = bool(self.latest) and not self.readiness.is_changed
        enough = self.state in (State.SHARED, State.COUNTS)
        to_confirm = self.mine is not None and self.mine.confirmed_at is None and not self.window.is_sealed
        sharing = steps.Sharing(has_others=self.project.beside > 0, given=given, is_enough=enough)
        return steps.next_step(self.reader, self.reasons, sharing, to_confirm=to_confirm and self.window.is_open_year)


def page_of(standing: Standing, pk: int, *, at: datetime) -> ProjectPage | None:
    """A project one may read, in two queries; None when there is none."""
    sight = sight_of(standing)
    project = of_readers(marks_of(sight)).one(pk, local_day(at), *given_of(sight)) if any(sight) else None
    if project is None:
        return None
    window, ready = window_in(project), readiness(project, project)
    sharings = tuple(SHARINGS.fetch(project.pk))
    return ProjectPage(
        project=project,
        public=public_edition_of(project, (one.edition for one in sharings)),
        window=window,
        readiness=ready,
        reasons=why_not(window, ready, at),
        sharings=sharings,
        reader=reader_of(standing, project.partnership, sharings),
        mine=own_sharing(standing, sharings),
    )


@cache
def of_readers(sight: Sight) -> Prepared[Project]:
    """A project with its state, its readiness on a day, what ends submission for it and what it rests on, by the
    query of those who read by so much.
    """

    def make() -> QuerySet[Project]:
        found = with_readiness(with_state(seen_by(sight)), DAY)
        found = found.annotate(county_counts=COUNTY_COUNTS.of(F("partnership__programme")))
        return with_grounds(with_ends(found)).filter(pk=PROJECT).order_by()

    return Prepared(make, PROJECT, DAY, *given_of(sight))


def sharings_of(project: int) -> QuerySet[Sharing]:
    """Every sharing of any of a project's editions, the latest edition's first."""
    found = Sharing.objects.filter(edition__project=project).select_related("partnership", "edition")
    return found.order_by("-edition__number", "partnership__area", "pk")


PROJECT, DAY = -1, date.min  # stand for the key of a project, and the day
SHARINGS = Prepared(lambda: sharings_of(PROJECT), PROJECT)


def reader_of(standing: Standing, partnership: Partnership, sharings: tuple[Sharing, ...]) -> steps.Reader:
    """As whom one reads it; who represents one partnership and champions another is the first to the own."""
    if standing.is_of(partnership, Kind.REPRESENTATIVE):
        return steps.Reader.REPRESENTATIVE
    if standing.is_of(partnership, Kind.CHAMPION):
        return steps.Reader.CHAMPION
    return steps.Reader.RECEIVER if own_sharing(standing, sharings) else steps.Reader.OTHER


def own_sharing(standing: Standing, sharings: tuple[Sharing, ...]) -> Sharing | None:
    """The latest edition that one's own partnership was given."""
    return next((one for one in sharings if standing.is_of(one.partnership, *Role.OF_A_PARTNERSHIP)), None)
