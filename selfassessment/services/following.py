"""Beginning from last year's: what was to be done is to be done again, and nothing is done yet."""

from datetime import datetime

from accounts.models import Person
from partnerships.models import Partnership
from partnerships.rules.deadlines import local_day
from selfassessment.models import Action, FrameworkVersion, Statement


def carry_actions(*, source: Partnership, to: Partnership, version: FrameworkVersion, by: Person, at: datetime) -> int:
    """Last year's actions as this year's, none of them done, with the days that are still to come; how many.

    Those against a theme that `version` has not are left. Only within a transaction that holds the year.
    """
    themes = set(Statement.objects.filter(version=version).values_list("theme", flat=True))
    kept = Action.objects.standing().filter(partnership=source, theme__in=themes).order_by("pk")
    today = local_day(at)
    carried = Action.objects.bulk_create(
        Action(
            partnership=to,
            made_on=version,
            theme=each.theme,
            what=each.what,
            who=each.who,
            by_when=each.by_when if each.by_when and each.by_when >= today else None,
            written_by=by,
            written_at=at,
        )
        for each in kept
    )
    return len(carried)
