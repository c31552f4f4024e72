"""The learning plans of a year: what each partnership means to do about a weak theme, and what of it is done."""

from collections.abc import Iterable

from audit.services import record_each
from demonstration.selectors.files import Row
from demonstration.services.assessments import Setting
from partnerships.rules.deadlines import local_day
from selfassessment.models import Action, Completion

WRITTEN = 16  # the hour, of the day on which the weakness was completed


def add_actions(setting: Setting, rows: Iterable[Row]) -> None:
    """Every row's, against what stands completed; a statement for all, and one of the trail for each partnership."""
    standing = Completion.objects.standing().filter(made_on=setting.version)
    completed = {one.partnership_id: one for one in standing.filter(partnership__in=setting.places.values())}
    written = [action_of(setting, row, completed[setting.place(row).pk]) for row in rows]
    Action.objects.bulk_create(written)
    for action in written:
        record_each(
            actor=action.written_by,
            action="action.added",
            at=action.written_at,
            subjects=[(action.partnership, {"theme": action.theme})],
            programme_id=action.partnership.programme_id,
        )


def action_of(setting: Setting, row: Row, completed: Completion) -> Action:
    """One row's, not stored yet."""
    return Action(
        partnership=setting.place(row),
        made_on=completed.made_on,
        theme=row["theme"],
        what=row["what"],
        who=row["who"],
        by_when=local_day(setting.at(row["by_when"], WRITTEN)),
        done_on=local_day(setting.at(row["done"], WRITTEN)) if row["done"] else None,
        written_by=setting.person(row),
        written_at=completed.completed_at.replace(hour=WRITTEN),
    )
