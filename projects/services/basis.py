"""Letting a project rest on a completed assessment or joint review: one or two statements or key improvements of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from partnerships.models import Partnership
from projects.errors import BasisError
from projects.models import Project
from projects.rules.basis import why_not_these, words_after
from projects.selectors.basis import Grounds, completion_to_rest_on, grounds_in, grounds_of, score_of
from projects.services.writing import hold, note, start_project
from selfassessment.models import Completion


@transaction.atomic
def rest_on(
    *,
    project: Project,
    completion: Completion,
    keys: Sequence[str],
    by: Person,
    at: datetime,
    seen: int | None = None,
    replaces_words: bool = False,
) -> Project:
    """Let a project rest on these of a completion, the weakest first. Key improvements that the partnership has not put
    into words of its own are given theirs, and with `replaces_words` so are the others.

    Raises BasisError with why; ProjectChangedError when the version is not the one `seen`, ProjectSubmittedError and
    ProgrammeClosedError.
    """
    held = hold(project, seen)
    grounds = fit_grounds(held.partnership, completion, keys)
    chosen = [item.key for item in sorted(grounds.items, key=score_of) if item.key in set(keys)]
    words = grounds.texts(chosen) if replaces_words else improvements_after(held, grounds, chosen)
    changed = {
        "completion": grounds.completion,
        **dict(zip(("first_basis", "second_basis"), (*chosen, ""), strict=False)),
        **dict(zip(("first_improvement", "second_improvement"), words, strict=True)),
    }
    if all(getattr(held, field) == value for field, value in changed.items()):
        return held
    for field, value in changed.items():
        setattr(held, field, value)
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    note("project.rested", held, by=by, at=at, details={"statements": len(chosen)})
    return held


@transaction.atomic
def start_resting(
    *,
    partnership: Partnership,
    words: Mapping[str, str],
    completion: Completion,
    keys: Sequence[str],
    by: Person,
    at: datetime,
) -> Project:
    """Begin a partnership's project on these of a completion; raises as beginning one and `rest_on` do."""
    project = start_project(partnership=partnership, words=words, by=by, at=at)
    return rest_on(project=project, completion=completion, keys=keys, by=by, at=at)


def fit_grounds(partnership: Partnership, completion: Completion, keys: Sequence[str]) -> Grounds:
    """What may be chosen; raises BasisError where the completion is not one to rest on, or the keys are no choice."""
    stands = completion_to_rest_on(partnership)
    if stands is None or stands.pk != completion.pk:
        raise BasisError("not_standing")
    grounds = grounds_in(stands.pk)
    if refused := why_not_these(keys, grounds.keys):
        raise BasisError(refused)
    return grounds


def improvements_after(held: Project, grounds: Grounds, chosen: Sequence[str]) -> tuple[str, str]:
    """The key improvements as they stand, or those of what is chosen where the partnership has none of its own."""
    before = grounds_of(held)
    stands = (held.first_improvement, held.second_improvement)
    return words_after(stands, before.texts(held.basis) if before else ("", ""), grounds.texts(chosen))
