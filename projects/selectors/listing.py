"""The projects of a programme that one may read, as a list shows them."""

from datetime import date

from django.db.models import Case, DateTimeField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Lower

from partnerships.models import Programme
from partnerships.selectors.programmes import terms_in_force
from partnerships.selectors.standing import Standing
from projects.models import Project, Submission
from projects.rules.progress import State
from projects.selectors.progress import progress_of
from projects.selectors.states import with_state
from projects.selectors.visibility import PUBLIC_TITLE, visible_projects

SHOWN = ("partnership__area", "partnership__tier", "partnership__county__area")
SEARCHED = ("seen_title", "partnership__name", "partnership__area", "partnership__county__area")


def projects_of(standing: Standing, programme: Programme) -> QuerySet[Project]:
    """By area, each with `seen_title` (of the words that one reads), `submitted_at`, and what its state needs."""
    seen = with_state(visible_projects(standing).filter(partnership__programme=programme))
    handed_in = Submission.objects.standing().filter(project=OuterRef("pk")).values("submitted_at")
    found = seen.annotate(
        seen_title=Case(When(reads_draft=True, then=F("title")), default=PUBLIC_TITLE.of(F("pk"))),
        submitted_at=Subquery(handed_in, output_field=DateTimeField()),
    )
    return (
        found.order_by(Lower("partnership__area"), "pk")
        .select_related(None)
        .select_related("partnership__county")
        .only(*SHOWN)
    )


def projects_in(state: State, programme: Programme, on: date) -> list[int]:
    """The ids of a programme's projects that are just so far, whoever may read them; three queries."""
    progress = progress_of(programme, terms=terms_in_force(programme), on=on, in_order=False)
    return [each.project for each in progress if each.project is not None and each.state == state]
