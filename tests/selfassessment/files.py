"""Frameworks for tests: those that come with the portal, and one for measuring."""

from typing import Any

import yaml

from selfassessment.rules.framework import Framework
from selfassessment.rules.reading import read_framework
from tests.factories.frameworks import FOLDER

GIVEN = ("delivery-competencies", "key-success-criteria", "strategic-partnership-framework", "two-tier-working")


def text_of(key: str) -> str:
    """A framework's file as it comes with the portal."""
    return (FOLDER / f"{key}.yaml").read_text(encoding="utf-8")


def given_framework(key: str) -> Framework:
    return read_framework(text_of(key))


def ruler(themes: dict[str, int], scoring_of: str) -> str:
    """A framework for measuring: themes with so many statements, and the scoring of another."""
    scoring: Any = yaml.safe_load(text_of(scoring_of))["scoring"]
    written = [
        {
            "key": key,
            "title": key,
            "statements": [{"key": f"{key}.{number}", "text": "We do it."} for number in range(1, count + 1)],
        }
        for key, count in themes.items()
    ]
    document = {"key": "ruler", "title": "Ruler", "version": 1, "scoring": scoring, "themes": written}
    return yaml.safe_dump(document, sort_keys=False)
