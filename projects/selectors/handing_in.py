"""Everything that the page before submitting tells: the words, the champion's word, sharing, and what is missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from partnerships.models import Programme
from partnerships.rules.deadlines import local_day
from projects.models import Closure, Edition, Endorsement, Project, Sharing
from projects.rules.submission import Readiness, WhyNot, Window, why_not
from projects.selectors.basis import Grounds, grounds_of
from projects.selectors.endorsements import questions_of
from projects.selectors.named import managers_of
from projects.selectors.readiness import readiness, with_readiness
from projects.selectors.windows import window_in, with_ends


@dataclass(frozen=True)
class Closed:
    """Submission that has closed for a partnership: the early closing, if it was one, and whom to ask."""

    closure: Closure | None
    to_ask: list[Person]


@dataclass(frozen=True)
class HandingIn:
    """`closed` is there only when submission has closed."""

    edition: Edition | None
    window: Window
    readiness: Readiness
    reasons: tuple[WhyNot, ...]
    asked: Endorsement | None
    sharings: list[Sharing]
    closed: Closed | None
    grounds: Grounds | None


def handing_in(project: Project, *, at: datetime) -> HandingIn:
    """A project with its edition, partnership and programme loaded, at a moment; three queries, one more when
    closed by its date, two more when closed early, and one for what it rests on.
    """
    facts = with_ends(with_readiness(Project.objects.select_related("partnership__programme"), local_day(at)))
    row = facts.get(pk=project.pk)
    window, ready = window_in(row), readiness(project, row)
    reasons = why_not(window, ready, at)
    return HandingIn(
        edition=project.edition,
        window=window,
        readiness=ready,
        reasons=reasons,
        asked=questions_of(project).current,
        sharings=shared_with(project.edition) if project.edition else [],
        closed=closed_for(project.partnership.programme, window, reasons, at=at),
        grounds=grounds_of(project),
    )


def closed_for(programme: Programme, window: Window, reasons: Collection[WhyNot], *, at: datetime) -> Closed | None:
    """What to tell where one of the `reasons` is that submission has closed; a query then, or two when it was early."""
    if WhyNot.CLOSED not in reasons:
        return None
    return Closed(early_closing(programme) if window.closed_at else None, managers_of(programme, on=local_day(at)))


def early_closing(programme: Programme) -> Closure | None:
    """The one that stands, with who closed."""
    closures = Closure.objects.filter(programme=programme, reopened_at__isnull=True)
    return closures.select_related("closed_by").first()


def shared_with(edition: Edition) -> list[Sharing]:
    """With whom an edition was shared."""
    return list(edition.sharings.select_related("partnership").order_by("partnership__area", "pk"))
