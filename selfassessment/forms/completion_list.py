"""What the list of completed assessments is narrowed by."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.filters import Choice, Filters, Words
from kit.search import containing
from partnerships.models import Partnership, Programme
from partnerships.selectors.directory import counties_of
from selfassessment.selectors.completion_list import Stages

SELF, JOINT = "self", "joint"
KINDS = [(SELF, _("Self-assessment")), (JOINT, _("Joint review"))]
SEARCHED = ("partnership__name", "partnership__area", "partnership__county__area")


class CompletionFilters(Filters):
    """What is asked of the list, in the region's words; one query for the counties."""

    def __init__(self, request: HttpRequest, *, programme: Programme, stages: Stages) -> None:
        super().__init__(
            request,
            Words(_("Name, area or %(county)s") % {"county": programme.word("county")}),
            Choice("tier", _("Tier"), [(tier, capfirst(programme.word(tier))) for tier in Partnership.Tier.values]),
            Choice("county", capfirst(programme.word("county")), counties_of(programme)),
            Choice("stage", _("Stage"), stages.options),
            Choice("kind", _("Kind"), KINDS),
        )

    def narrow(self, completions: QuerySet[Any]) -> QuerySet[Any]:
        """Those that fit every filter; a county is found with its districts."""
        completions = containing(completions, self.given("q"), *SEARCHED)
        if tier := self.given("tier"):
            completions = completions.filter(partnership__tier=tier)
        if county := self.given("county"):
            completions = completions.filter(Q(partnership__county=county) | Q(partnership=county))
        if stage := self.given("stage"):
            completions = completions.filter(shown=stage)
        if kind := self.given("kind"):
            completions = completions.filter(review__isnull=kind == SELF)
        return completions
