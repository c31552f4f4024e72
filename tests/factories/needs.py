"""Makes completions by what their themes came to, for pages that read nothing else of them."""

from collections.abc import Mapping

from accounts.models import Person
from partnerships.models import Partnership
from selfassessment.models import Assessment, ChosenFramework, Completion, JointReview, ThemeScore
from tests.factories.assessments import ASSESSED, COMPLETED
from tests.factories.people import PersonFactory

Themes = Mapping[str, tuple[int, int] | None]


def completed_with(
    partnership: Partnership, themes: Themes, *, stage: str = "", by: Person | None = None
) -> Completion:
    """One that stands on the year's framework, with these themes: of each the sum of its scores and how many statements
    were answered, or None where too few were. Of who delivers an agreement it is a joint review.
    """
    version = ChosenFramework.objects.get(programme=partnership.programme_id).version
    by = by or PersonFactory()
    kind = JointReview if partnership.delivers_laa else Assessment
    begun = kind.objects.create(partnership=partnership, made_on=version, started_by=by, started_at=ASSESSED)
    completion = Completion.objects.create(
        **{"review" if partnership.delivers_laa else "assessment": begun},
        partnership=partnership,
        made_on=version,
        number=1,
        overall=2,
        stage=stage or version.content["scoring"]["stages"][0]["key"],
        completed_by=by,
        completed_at=COMPLETED,
    )
    ThemeScore.objects.bulk_create(
        theme_score(completion, place, theme, came_to) for place, (theme, came_to) in enumerate(themes.items(), 1)
    )
    return completion


def theme_score(completion: Completion, place: int, theme: str, came_to: tuple[int, int] | None) -> ThemeScore:
    """A theme of it."""
    total, answered = came_to or (0, 0)
    facts = {"total": total, "answered": answered, "applicable": answered or 2, "shows": came_to is not None}
    return ThemeScore(completion=completion, theme=theme, place=place, **facts)
