"""The completed assessments and joint reviews of a programme that one may read, as a list shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet
from django.db.models.functions import Lower

from partnerships.models import Programme
from partnerships.selectors.standing import Standing
from selfassessment.models import Completion, FrameworkVersion
from selfassessment.rules.figures import as_score, limits_of
from selfassessment.rules.framework import Framework
from selfassessment.selectors.completions import visible_completions
from selfassessment.selectors.frameworks import words_of

SHOWN = ("partnership__area", "partnership__tier", "partnership__county__area")
FACTS = ("made_on", "review", "number", "overall", "stage", "completed_at")


@dataclass(frozen=True)
class Stages:
    """What stages and scores are called, by the frameworks that a programme's partnerships were completed on."""

    words: Mapping[int, Framework]  # by the version's id

    @property
    def options(self) -> list[tuple[str, str]]:
        """Keys and labels in the order of the frameworks; one key has the label that it has first."""
        found: dict[str, str] = {}
        for words in self.words.values():
            for stage in words.scoring.stages:
                found.setdefault(stage.key, stage.label)
        return list(found.items())

    def label(self, completion: Completion) -> str:
        """Its stage, as its own framework calls it."""
        stages = self.words[completion.made_on_id].scoring.stages
        return next((stage.label for stage in stages if stage.key == completion.stage), completion.stage)

    def score(self, completion: Completion) -> str:
        """Its overall score, never on the wrong side of a limit."""
        scoring = self.words[completion.made_on_id].scoring
        return as_score(Fraction(completion.overall), limits_of(scoring))


def stages_of(programme: Programme) -> Stages:
    """One query, whatever the number of completions."""
    used = Completion.objects.filter(partnership__programme=programme).values("made_on")
    return Stages({version.pk: words_of(version) for version in FrameworkVersion.objects.filter(pk__in=used)})


def completions_of(standing: Standing, programme: Programme) -> QuerySet[Completion]:
    """Those that stand, by area."""
    found = visible_completions(standing).filter(partnership__programme=programme, reopened_at__isnull=True)
    listed = found.order_by(Lower("partnership__area"), "pk").select_related(None)
    return listed.select_related("partnership__county").only(*SHOWN, *FACTS)
