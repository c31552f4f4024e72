"""Every chart in every state, for the style page: usual, long names, one row, gaps, nothing at all."""

from kit.charts.figure import Figure
from kit.govuk_ui.style import chart_maps, chart_numbers, chart_scores

Sample = tuple[str, Figure]


def chart_samples() -> list[tuple[str, list[Sample]]]:
    """Groups of samples, each with its name."""
    return [
        ("Hex map", chart_maps.maps()),
        ("County condition", chart_maps.rows()),
        ("Budget bars", chart_numbers.budgets()),
        ("Bars", chart_numbers.bar_charts()),
        ("Blocks of days", chart_numbers.pots()),
        ("Sparkline", chart_numbers.sparklines()),
        ("Dot plot", chart_scores.dot_plots()),
        ("Dumbbell", chart_scores.dumbbells()),
        ("Stacked answers", chart_scores.answers()),
        ("Heat table", chart_scores.heats()),
    ]


def context() -> dict[str, object]:
    return {"groups": chart_samples()}
