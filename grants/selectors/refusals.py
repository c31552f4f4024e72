"""Why the grants of a year cannot be decided, and what somebody else did first, in sentences."""

from django.utils.translation import gettext_lazy as _

from grants.errors import LineTooSmallError, NotDeterminableError
from grants.models import Determination
from grants.selectors.reckoning import named
from kit.govuk_ui.formats import exact, moment
from partnerships.models import Programme
from projects.selectors.windows import window_of_programme

WHY_NOT = {
    "year_not_open": _("The year is not open. Grants are decided in a year that runs."),
    "submission_open": _("No date is set on which submission closes. Set one, or close submission."),
    "no_terms": _("The year has no terms in force, so nobody is offered anything yet."),
    "rate_unknown": _("The terms name no rate for %(places)s. Put new terms into force first."),
    "population_unknown": _(
        "Money is to be shared by population, and no figure is known for %(places)s. Enter it, or change the rule."
    ),
    "nobody": _("There is nobody in this year yet."),
    "line_unfit": _(
        "The budget line is not there any more, is no money, or is only for one purpose. Prepare with another line."
    ),
}
UNTIL = _("Submission is open until %(when)s. The decision rests on what has been submitted by then.")
TOO_SMALL = _("The offers come to %(offered)s, and this line has %(left)s left. Choose a line that has enough.")
STANDS = {
    Determination.State.PREPARED: _("%(who)s prepared decision %(number)s on %(when)s, and it waits to be confirmed."),
    Determination.State.CONFIRMED: _("%(who)s confirmed decision %(number)s on %(when)s. The grants are decided."),
    Determination.State.DISCARDED: _("%(who)s discarded decision %(number)s on %(when)s."),
}


def why_not(error: NotDeterminableError, programme: Programme) -> str:
    """What stands in the way of a decision now."""
    if error.code == "submission_open":
        closes = window_of_programme(programme).closes_at()
        if closes:
            return str(UNTIL) % {"when": moment(closes)}
    tiers = error.code == "rate_unknown"
    places = [programme.words(place) if tiers else place for place in error.places]
    return str(WHY_NOT[error.code]) % {"places": named(places)}


def who_was_first(determination: Determination) -> str:
    """Who prepared, confirmed or discarded it, and when."""
    who, at = determination.decided_by, determination.decided_at
    if at is None:
        who, at = determination.prepared_by, determination.prepared_at
    values = {"who": who, "number": determination.number, "when": moment(at)}
    return str(STANDS[Determination.State(determination.state)]) % values


def too_small(error: LineTooSmallError) -> str:
    """Both sums."""
    values = {"offered": exact(error.offered), "left": exact(error.left)}
    return str(TOO_SMALL) % values
