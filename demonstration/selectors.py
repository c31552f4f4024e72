"""Reads of the demonstration's own files and tables."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from demonstration.models import Guest
from kit.charts.bars import Bar, Bars, BarWords, bars
from kit.charts.figure import Caption, Figure
from kit.documents.head import Fact, Head, document_html
from partnerships.models import Partnership, Programme, Role

SAMPLE_REPORT = "sample-report"

DATA = Path(__file__).parent / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the demonstration's files."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def guests_with_roles(*, on: date) -> QuerySet[Guest]:
    """Everybody one can sign in as, with the roles they hold on a day, in two queries."""
    held = Role.objects.held_on(on).select_related("partnership", "programme")
    return Guest.objects.select_related("person").prefetch_related(Prefetch("person__roles", queryset=held))


def report_page(programme: Programme, *, on: date) -> str:
    """The sample report as an HTML page: every partnership of the programme, and how many there are in each tier."""
    partnerships = list(programme.partnerships.select_related("county"))
    head = Head(
        title=gettext("The partnerships of the region"),
        kind=gettext("Sample report"),
        programme=str(programme),
        author=programme.name,
        date=on,
        facts=(Fact(gettext("Programme year"), programme.years),),
    )
    return document_html(
        "demonstration/report.html", head, {"partnerships": partnerships, "figure": tiers_figure(partnerships)}
    )


def tiers_figure(partnerships: Sequence[Partnership]) -> Figure:
    """How many partnerships there are in each tier, as bars."""
    counted = Counter(partnership.tier for partnership in partnerships)
    caption = Caption(gettext("Partnerships by tier"), gettext("The number of partnerships in each tier"))
    words = BarWords(
        missing=gettext("Not known"), empty=gettext("None"), name=gettext("Tier"), value=gettext("Partnerships")
    )
    rows = tuple(Bar(str(tier.label), counted[tier.value]) for tier in Partnership.Tier)
    return bars(Bars(caption, rows), words)
