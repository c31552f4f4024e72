"""The sample report as a page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from kit.charts.bars import Bar, Bars, BarWords, bars
from kit.charts.figure import Caption, Figure
from kit.documents.head import Fact, Head, document_html
from partnerships.models import Partnership, Programme

SAMPLE_REPORT = "sample-report"


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
