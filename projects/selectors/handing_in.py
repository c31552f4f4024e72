"""Everything that the page before submitting tells: the words, the champion's word, sharing, and what is missing."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from partnerships.rules.deadlines import local_day
from projects.models import Closure, Edition, Endorsement, Project, Sharing
from projects.rules.submission import Readiness, WhyNot, Window, why_not
from projects.selectors.endorsements import questions_of
from projects.selectors.named import managers_of
from projects.selectors.readiness import readiness_of
from projects.selectors.windows import window_of


@dataclass(frozen=True)
class HandingIn:
    """`to_ask` and `closure` are there only when submission has closed."""

    edition: Edition | None
    window: Window
    readiness: Readiness
    reasons: tuple[WhyNot, ...]
    asked: Endorsement | None
    sharings: list[Sharing]
    to_ask: list[Person]
    closure: Closure | None


def handing_in(project: Project, *, at: datetime) -> HandingIn:
    """A project with its edition, partnership and programme loaded, at a moment; four queries, six when closed."""
    window, readiness = window_of(project.partnership), readiness_of(project, at=at)
    reasons = why_not(window, readiness, at)
    has_closed = WhyNot.CLOSED in reasons
    return HandingIn(
        edition=project.edition,
        window=window,
        readiness=readiness,
        reasons=reasons,
        asked=questions_of(project).current,
        sharings=sharings_of(project.edition) if project.edition else [],
        to_ask=managers_of(project.partnership.programme, on=local_day(at)) if has_closed else [],
        closure=closure_of(project) if has_closed else None,
    )


def sharings_of(edition: Edition) -> list[Sharing]:
    """With whom an edition was shared."""
    return list(edition.sharings.select_related("partnership").order_by("partnership__area", "pk"))


def closure_of(project: Project) -> Closure | None:
    """The early closing that stands, if submission did not end by its date."""
    closures = Closure.objects.filter(programme=project.partnership.programme_id, reopened_at__isnull=True)
    return closures.select_related("closed_by").first()
