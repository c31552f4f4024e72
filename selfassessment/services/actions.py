"""A partnership's learning plan: actions against themes, added, changed, done, given up, taken on from last year."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from audit.services import record
from kit.govuk_ui.forms import take_version
from partnerships.models import Partnership
from partnerships.services.holding import hold_programme
from selfassessment.errors import ActionChangedError, NoSuchThemeError, NotCompletedError
from selfassessment.models import Action, Completion, FrameworkVersion, Statement
from selfassessment.rules.planning import Wording


@transaction.atomic
def add_action(*, partnership: Partnership, theme: str, wording: Wording, by: Person, at: datetime) -> Action:
    """An action against a theme of the framework that was last completed; the same words again are the same action.

    Raises NotCompletedError, NoSuchThemeError and ProgrammeClosedError.
    """
    hold_programme(partnership.programme)
    completed = Completion.objects.filter(partnership=partnership).order_by("-completed_at", "-pk").first()
    if completed is None:
        raise NotCompletedError
    if not Statement.objects.filter(version=completed.made_on_id, theme=theme).exists():
        raise NoSuchThemeError
    action, is_new = written(partnership, completed.made_on_id, theme, wording, by=by, at=at)
    if is_new:
        note("action.added", partnership, by=by, at=at, details={"theme": theme})
    return action


def written(
    partnership: Partnership, made_on_id: int, theme: str, wording: Wording, *, by: Person, at: datetime
) -> tuple[Action, bool]:
    """The standing action that says just this, or a new one."""
    facts = {"partnership": partnership, "theme": theme, **asdict(wording)}
    same = Action.objects.standing().filter(**facts).first()
    if same:
        return same, False
    return Action.objects.create(**facts, made_on_id=made_on_id, written_by=by, written_at=at), True


@transaction.atomic
def change_action(*, action: Action, seen: int, wording: Wording, by: Person, at: datetime) -> Action:
    """Other words over the version `seen`; nothing happens when they are the same.

    Raises ActionChangedError, also when it was given up, and ProgrammeClosedError.
    """
    held = hold_action(action)
    if held.dropped_at:
        raise ActionChangedError
    said = asdict(wording)
    changed = [name for name, now in said.items() if getattr(held, name) != now]
    if not changed:
        return held
    if not take_version(Action.objects.filter(pk=held.pk), seen):
        raise ActionChangedError
    Action.objects.filter(pk=held.pk).update(**said, written_by=by, written_at=at)
    note("action.changed", held.partnership, by=by, at=at, details={"theme": held.theme, "fields": changed})
    held.refresh_from_db()
    return held


@transaction.atomic
def drop_action(*, action: Action, seen: int, by: Person, at: datetime) -> None:
    """Give it up: it is kept, and stands in no plan any more. Given up twice, it was given up once.

    Raises ActionChangedError and ProgrammeClosedError.
    """
    held = hold_action(action)
    if held.dropped_at:
        return
    if not take_version(Action.objects.filter(pk=held.pk), seen):
        raise ActionChangedError
    Action.objects.filter(pk=held.pk).update(dropped_at=at, written_by=by)
    note("action.dropped", held.partnership, by=by, at=at, details={"theme": held.theme})


@transaction.atomic
def carry_over(
    *, last: Completion, partnership: Partnership, made_on: FrameworkVersion, by: Person, at: datetime
) -> int:
    """Last year's standing actions in this year's plan, where the framework has their theme; how many are new.

    None is done, and none has a date that was last year's. Carried over twice, they stand there once.
    Raises ProgrammeClosedError.
    """
    hold_programme(partnership.programme)
    themes = set(Statement.objects.filter(version=made_on).values_list("theme", flat=True))
    before = Action.objects.standing().filter(partnership=last.partnership_id, theme__in=themes).order_by("pk")
    carried = [
        written(partnership, made_on.pk, each.theme, Wording(each.what, each.who), by=by, at=at)[1] for each in before
    ]
    if any(carried):
        note("action.carried_over", partnership, by=by, at=at, details={"actions": sum(carried)})
    return sum(carried)


def hold_action(action: Action) -> Action:
    """The action as it stands, its year and its row locked; raises ProgrammeClosedError."""
    hold_programme(action.partnership.programme)
    return Action.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=action.pk)


def note(action: str, partnership: Partnership, *, by: Person, at: datetime, details: Mapping[str, object]) -> None:
    """Keep a deed about the plan in the trail, never its words."""
    record(actor=by, action=action, at=at, subject=partnership, programme_id=partnership.programme_id, details=details)
