"""How far partnerships are with assessing themselves, as a picture of the region, for those who may see whose it is."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dashboards.selectors.grants import Sight
from dashboards.selectors.pictures import Picture, pictures_of
from kit.charts.palette import BLANK, EMPTY, FULL, LIGHT, MIDDLE, NEITHER, PEACH, State
from partnerships.models import Partnership, Programme
from selfassessment.selectors.needs_riding import Assessing
from selfassessment.selectors.stages import COLUMN, NOT_BEGUN, OTHER, UNDER_WAY, stage_by, with_stage

PAINTS = (EMPTY, LIGHT, MIDDLE, FULL)  # from the lowest stage to the highest; each has its number, too
FOUND = _("A hexagon for each, by the stage that it was found to be at, with a line round each locality.")
LOWERED = _("A hexagon for each, by the stage that it is shown at, with a line round each locality.")
WHY_LOWERED = _("A stage shows one lower than it was found while a theme that asks for an action has none.")


def pictures_in(sight: Sight) -> tuple[Picture, ...]:
    """Those that somebody may see: the usual ones, and of assessments after who is named."""
    first, *others = pictures_of(sight.grants)
    return (first, *([stage_picture(sight.assessing)] if sight.assessing else []), *others)


def stage_picture(assessing: Assessing) -> Picture:
    """The stage of each, or that it is under way or not begun."""

    def annotate(partnerships: QuerySet[Partnership], on: date) -> QuerySet[Partnership]:
        return with_stage(partnerships, assessing.version, assessing.lowering)

    return Picture(
        "assessment",
        _("Assessment"),
        LOWERED if assessing.lowering else FOUND,
        lambda programme: stage_states(assessing, programme),
        COLUMN,
        annotate,
        asked=(stage_by(assessing.lowering), assessing.version),
        note=WHY_LOWERED if assessing.lowering else "",
    )


def stage_states(assessing: Assessing, programme: Programme) -> tuple[State, ...]:
    """The stages by their number, the furthest first, and then who has none."""
    last = len(assessing.stages) - 1
    stages = [
        State(stage.key, stage.label, PAINTS[round(at * (len(PAINTS) - 1) / last) if last else -1], str(at + 1))
        for at, stage in enumerate(assessing.stages)
    ]
    return (
        *reversed(stages),
        State(OTHER, gettext("Completed on another framework"), PEACH, "O"),
        State(UNDER_WAY, gettext("Under way"), NEITHER, "U"),
        State(NOT_BEGUN, gettext("Not begun"), BLANK, "N"),
    )
