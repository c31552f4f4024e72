"""Everything that the page before submitting tells: the words, the champion's word, sharing, and what is missing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from partnerships.models import Programme
from partnerships.rules.deadlines import local_day
from projects.models import Closure, Edition, Endorsement, Project, Sharing
from projects.rules.submission import Readiness, WhyNot, Window, why_not
from projects.selectors.endorsements import questions_of
from projects.selectors.named import managers_of
from projects.selectors.readiness import readiness_of
from projects.selectors.windows import window_of


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


def handing_in(project: Project, *, at: datetime) -> HandingIn:
    """A project with its edition, partnership and programme loaded, at a moment; four queries, five when closed
    by its date, six when closed early.
    """
    window, readiness = window_of(project.partnership), readiness_of(project, at=at)
    reasons = why_not(window, readiness, at)
    return HandingIn(
        edition=project.edition,
        window=window,
        readiness=readiness,
        reasons=reasons,
        asked=questions_of(project).current,
        sharings=shared_with(project.edition) if project.edition else [],
        closed=closed_for(project, window, reasons, at=at),
    )


def closed_for(project: Project, window: Window, reasons: Collection[WhyNot], *, at: datetime) -> Closed | None:
    """What to tell where one of the `reasons` is that submission has closed; a query then, or two when it was early."""
    if WhyNot.CLOSED not in reasons:
        return None
    programme = project.partnership.programme
    return Closed(early_closing(programme) if window.closed_at else None, managers_of(programme, on=local_day(at)))


def early_closing(programme: Programme) -> Closure | None:
    """The one that stands, with who closed."""
    closures = Closure.objects.filter(programme=programme, reopened_at__isnull=True)
    return closures.select_related("closed_by").first()


def shared_with(edition: Edition) -> list[Sharing]:
    """With whom an edition was shared."""
    return list(edition.sharings.select_related("partnership").order_by("partnership__area", "pk"))
