"""The sample report as a page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from kit.charts.bars import Bar, Bars, BarWords, bars
from kit.charts.figure import Caption, Figure
from kit.documents.head import Fact, Head, document_html
from kit.govuk_ui.formats import years
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
        facts=(Fact(gettext("Programme year"), years(programme.starts, programme.ends)),),
    )
    return document_html(
        "demonstration/report.html",
        head,
        {"partnerships": partnerships, "figure": tiers_figure(programme, partnerships)},
    )


def tiers_figure(programme: Programme, partnerships: Sequence[Partnership]) -> Figure:
    """How many partnerships there are in each tier, in the region's words, as bars."""
    counted = Counter(partnership.tier for partnership in partnerships)
    caption = Caption(gettext("Partnerships by tier"), gettext("The number of partnerships in each tier"))
    words = BarWords(
        missing=gettext("Not known"), empty=gettext("None"), name=gettext("Tier"), value=gettext("Partnerships")
    )
    rows = tuple(Bar(capfirst(programme.word(tier)), counted[tier]) for tier in Partnership.Tier.values)
    return bars(Bars(caption, rows), words)
