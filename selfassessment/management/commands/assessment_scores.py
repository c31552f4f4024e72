"""`manage.py assessment_scores`: what answers come to under a framework, so that anybody can check the sums."""

import json
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from selfassessment.management.files import taken
from selfassessment.rules.answers import read_answers
from selfassessment.rules.reading import read_framework
from selfassessment.rules.scoring import Scores, score


class Command(BaseCommand):
    help = "Print the scores and the stage of answers to a framework, unrounded (docs/rules/self_assessment.md)."
    requires_system_checks: list[str] = []  # the rule knows neither settings nor database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("framework", help="a framework in YAML, as in selfassessment/frameworks/")
        parser.add_argument("answers", help='answers in JSON: {"statement.key": 3, "another.key": "na"}')

    def handle(self, *args: Any, **options: Any) -> None:
        framework = taken(options["framework"], read_framework, self.stderr)
        answers = taken(options["answers"], lambda text: read_answers(text, framework), self.stderr)
        self.stdout.write(json.dumps(figures(score(framework, answers)), indent=2))


def figures(scores: Scores) -> dict[str, Any]:
    """Scores as they are printed."""
    return {
        "themes": {theme.key: number(theme.mean) for theme in scores.themes},
        "overall": number(scores.overall),
        "stage": scores.stage.key if scores.stage else None,
    }


def number(value: Fraction | None) -> float | None:
    """A score as the nearest number that can be printed; a score is judged before, on the fraction itself."""
    return None if value is None else float(value)
