"""The completed assessments and joint reviews of a programme that one may read, as a list shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower

from kit.prepared import Prepared
from partnerships.models import Programme
from partnerships.selectors.sight import EVERY, Sight
from partnerships.selectors.standing import Standing
from selfassessment.models import Completion, FrameworkVersion
from selfassessment.rules.figures import as_score, limits_of
from selfassessment.rules.framework import Framework
from selfassessment.rules.planning import Lowering, lowering_of
from selfassessment.selectors.completions import completions_read, sight_of
from selfassessment.selectors.frameworks import words_of
from selfassessment.selectors.shown import shown_by

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

    @property
    def lowerings(self) -> dict[int, Lowering]:
        """By the version's id, what those say that lower a stage."""
        found = {pk: lowering_of(words.scoring) for pk, words in self.words.items()}
        return {pk: lowering for pk, lowering in found.items() if lowering}

    def label(self, completion: Any) -> str:
        """The stage it is shown at, as its own framework calls it."""
        return self.called(completion, completion.shown)

    def found(self, completion: Any) -> str:
        """The stage that was found."""
        return self.called(completion, completion.stage)

    def lowered_from(self, completion: Any) -> str:
        """The stage that was found, where it is shown one lower; else nothing."""
        return self.found(completion) if completion.shown != completion.stage else ""

    def called(self, completion: Completion, key: str) -> str:
        """A stage in the words of the framework that it is made on."""
        stages = self.words[completion.made_on_id].scoring.stages
        return next((stage.label for stage in stages if stage.key == key), key)

    def score(self, completion: Completion) -> str:
        """Its overall score, never on the wrong side of a limit."""
        scoring = self.words[completion.made_on_id].scoring
        return as_score(Fraction(completion.overall), limits_of(scoring))


def stages_of(programme: Programme) -> Stages:
    """One query, whatever the number of completions."""
    return Stages({version.pk: words_of(version) for version in USED.fetch(programme.pk)})


PROGRAMME = -1  # stands for the key of a year


def used() -> QuerySet[FrameworkVersion]:
    """The versions on which anybody of a year completed."""
    completed = Completion.objects.filter(partnership__programme=PROGRAMME).values("made_on")
    return FrameworkVersion.objects.filter(pk__in=completed)


USED = Prepared(used, PROGRAMME)


def completions_of(standing: Standing, programme: Programme, stages: Stages) -> QuerySet[Completion]:
    """Those that stand, by area, each with the stage at which it is `shown`: to be narrowed."""
    return completions_in(programme.pk, sight_of(standing), stages.lowerings)


def every_completion(standing: Standing, programme: Programme, stages: Stages) -> Sequence[Completion]:
    """The same, all of them, by a query written once."""
    lowerings = tuple(sorted(stages.lowerings.items(), key=itemgetter(0)))
    return written(lowerings).listed(programme.pk, *sight_of(standing))


@lru_cache(maxsize=64)
def written(lowerings: tuple[tuple[int, Lowering], ...]) -> Prepared[Completion]:
    """Kept for good, as the SQL is: one for what the frameworks of a year say."""
    return Prepared(lambda: completions_in(PROGRAMME, EVERY, dict(lowerings)), PROGRAMME, *EVERY)


def completions_in(programme: int, sight: Sight, lowerings: Mapping[int, Lowering]) -> QuerySet[Completion]:
    """Those of a year, or of a mark for it."""
    found = completions_read(sight).filter(partnership__programme=programme, reopened_at__isnull=True)
    found = found.annotate(shown=shown_by(lowerings))
    listed = found.order_by(Lower("partnership__area"), "pk").select_related(None)
    return listed.select_related("partnership__county").only(*SHOWN, *FACTS)
