"""The colours of every picture, and how a state looks: one place, so that contrast can be measured.

Paints run light to dark, so that grey print keeps their order; a letter, tick, pattern or shape always goes with them.
"""

from dataclasses import dataclass

FONT = "'Source Sans 3', Helvetica Neue, Arial, sans-serif"

WHITE = "#fff"
INK = "#0b0c0c"
SOFT = "#484949"
DEEP = "#0b4450"
MID = "#7db6bd"
MID_LINE = "#3f7d86"
PALE = "#cfe3e5"
WASH = "#eef5f5"
RULE = "#c3cdd0"
ACCENT = "#b3480b"
NONE_LINE = "#5c6b6f"


@dataclass(frozen=True)
class Paint:
    """One way to fill a shape: class name for style sheets, fill, outline (width 0: none), text colour on it."""

    name: str
    fill: str
    line: str
    line_width: float = 1.5
    dash: str = ""
    ink: str = INK


BLANK = Paint("blank", WHITE, NONE_LINE, 2, "4 3")
EMPTY = Paint("empty", WHITE, DEEP)
LIGHT = Paint("pale", PALE, MID_LINE)
MIDDLE = Paint("mid", MID, MID_LINE)
FULL = Paint("deep", DEEP, DEEP, 0, ink=WHITE)
ALARM = Paint("accent", ACCENT, ACCENT, 0, ink=WHITE)
NEITHER = Paint("neither", WHITE, NONE_LINE)
CLAY = Paint("clay", "#f0c4a2", ACCENT)
PEACH = Paint("peach", "#fdf2e9", ACCENT)
PAINTS = {paint.name: paint for paint in (BLANK, EMPTY, LIGHT, MIDDLE, FULL, ALARM, NEITHER, CLAY, PEACH)}

TICK = "tick"


@dataclass(frozen=True)
class State:
    """A state a partnership can be in: its key, the word people read, its paint and its mark (a letter or the tick)."""

    key: str
    word: str
    paint: Paint
    mark: str


def project_states(not_started: str, draft: str, submitted: str, shared: str) -> tuple[State, ...]:
    """The four states of a project with their words, the furthest first."""
    return (
        State("shared", shared, FULL, TICK),
        State("submitted", submitted, MIDDLE, "S"),
        State("draft", draft, LIGHT, "D"),
        State("not_started", not_started, BLANK, "N"),
    )


# What must be readable on what (4.5:1), and what must be seen beside what (3:1). The tests work out each ratio.
TEXT_PAIRS = [(paint.ink, paint.fill) for paint in PAINTS.values()] + [(SOFT, WHITE), (SOFT, WASH), (ACCENT, WHITE)]
MARK_PAIRS = [(paint.line, WHITE) for paint in PAINTS.values()] + [(INK, WHITE), (WHITE, DEEP), (WHITE, ACCENT)]
