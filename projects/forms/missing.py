"""What the list of partnerships that have not submitted is narrowed by."""

from collections.abc import Collection, Iterable, Sequence

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.filters import Choice, Filters
from partnerships.models import Programme
from projects.rules.submission import WhyNot
from projects.selectors.missing import NOT_STARTED, READY, Missing

# In the order in which they are mended. What stops everybody (closed, sealed) is said above the list.
STEPS = {
    NOT_STARTED: _("not started"),
    WhyNot.NO_SUMMARY.value: _("no summary"),
    WhyNot.NO_IMPROVEMENT.value: _("no key improvement"),
    WhyNot.NOT_ASSESSED.value: _("nothing completed that it could rest on"),
    WhyNot.NO_BASIS.value: _("rests on nothing yet"),
    WhyNot.BASIS_REOPENED.value: _("what it rests on was opened again"),
    WhyNot.BASIS_REPLACED.value: _("what it rests on was completed anew"),
    WhyNot.WRONG_BASIS.value: _("rests on the wrong kind"),
    WhyNot.NO_CHAMPION.value: _("no champion named"),
    WhyNot.NOT_ASKED.value: _("champion not asked"),
    WhyNot.WITH_CHAMPION.value: _("waiting for the champion"),
    WhyNot.RETURNED.value: _("returned by the champion"),
    WhyNot.CHANGED_SINCE.value: _("changed since the champion was asked"),
    READY: _("ready to submit"),
}


def steps_in_words(steps: Collection[str]) -> str:
    """One line. Where no champion is named, nobody wonders that none was asked."""
    unsaid = WhyNot.NOT_ASKED if WhyNot.NO_CHAMPION in steps else None
    return capfirst(", ".join(str(STEPS[step]) for step in steps if step != unsaid))


class MissingFilters(Filters):
    """By county, where there are any, and by what is missing."""

    def __init__(self, request: HttpRequest, *, programme: Programme, counties: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            request,
            Choice("county", capfirst(programme.word("county")), counties),
            Choice("step", _("What is missing"), [(step, capfirst(words)) for step, words in STEPS.items()]),
        )

    def narrow(self, missing: Iterable[Missing]) -> list[Missing]:
        """Those that fit every filter; a county is found with its districts."""
        county, step = self.given("county"), self.given("step")
        return [one for one in missing if (not county or str(one.county) == county) and (not step or step in one.steps)]
