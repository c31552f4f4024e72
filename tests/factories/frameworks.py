"""Makes frameworks: a small one of a region's own, or those that come with the portal."""

from datetime import UTC, datetime
from pathlib import Path

from partnerships.models import Programme
from selfassessment.models import ChosenFramework, FrameworkVersion
from selfassessment.rules.reading import read_framework
from selfassessment.services.frameworks import keep, load_framework

LOADED = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "selfassessment" / "frameworks"
SMALL = """\
key: small
title: Small
version: 1
scoring:
  scale: {1: "None", 2: "Some", 3: "All"}
  min_answered: 0.5
  weak_below: 2.0
  plan_below: 2.5
  stages:
    - {key: first, label: "First", when: {overall_below: 2.0}}
    - {key: last, label: "Last"}
themes:
  - key: one
    title: "One"
    statements:
      - key: one.first
        text: "We do it."
        levels: {1: "Never.", 2: "Now and then.", 3: "Always."}
      - {key: one.second, text: "We say so."}
"""


def give_framework(*, region: str = "", key: str = "small", title: str = "Small", number: int = 1) -> FrameworkVersion:
    """A small framework, of a region's own or of the portal's."""
    text = SMALL.replace("key: small", f"key: {key}").replace("title: Small", f"title: {title}")
    words = read_framework(text.replace("version: 1", f"version: {number}"))
    return keep(words, region, by=None, at=LOADED)[0]


def given_version(key: str) -> FrameworkVersion:
    """One that comes with the portal."""
    words = read_framework((FOLDER / f"{key}.yaml").read_text(encoding="utf-8"))
    return load_framework(words=words, at=LOADED)[0]


def choose(programme: Programme, version: FrameworkVersion) -> FrameworkVersion:
    """The year assesses by it."""
    facts = {"version": version, "chosen_at": LOADED}
    ChosenFramework.objects.update_or_create(programme=programme, defaults=facts)
    return version
