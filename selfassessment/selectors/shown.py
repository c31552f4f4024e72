"""The stage at which a completion is shown, as a column: one lower than it was found where its framework's file says so
and a theme that asks for an action has none. What `rules.planning` says of one, for many."""

from collections.abc import Mapping
from fractions import Fraction

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable

from selfassessment.models import Action, ThemeScore
from selfassessment.rules.planning import Lowering


def shown_on(version: int | None, lowering: Lowering | None) -> Combinable:
    """Of completions on one version; on others, and where nothing is lowered, the stage that was found."""
    return shown_by({version: lowering} if version is not None and lowering else {})


def shown_by(lowerings: Mapping[int, Lowering]) -> Combinable:
    """The key of the stage, by what the version says that each is made on."""
    if not lowerings:
        return F("stage")
    whens = [
        When(Q(made_on=version) & Q(is_without_action(lowering.limit)), then=one_lower(lowering))
        for version, lowering in lowerings.items()
    ]
    return Case(*whens, default=F("stage"), output_field=CharField())


def one_lower(lowering: Lowering) -> Case:
    """The stage before the one that was found; the first stays."""
    whens = [When(stage=found, then=Value(lowering.one_below(found))) for found in lowering.stages[1:]]
    return Case(*whens, default=F("stage"), output_field=CharField())


def is_without_action(limit: Fraction) -> Exists:
    """Whether a theme of the completion is below the limit, exactly, and no standing action is against it."""
    against = Action.objects.standing().against_score()
    low = {"in_limits__lt": F("answered") * limit.numerator}
    themes = ThemeScore.objects.filter(completion=OuterRef("pk"), shows=True).order_by()
    return Exists(themes.annotate(in_limits=F("total") * limit.denominator).filter(~Exists(against), **low))
