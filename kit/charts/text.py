"""How wide words are, without a font: enough to wrap and to fit labels so that they never overlap."""

import unicodedata
from collections.abc import Callable, Sequence

# Advance widths of Source Sans 3 in thousandths of the size. What is not here is guessed generously.
_ADVANCES = {
    200: " ",
    250: "',.:;ij’‘·|Il",
    300: "!f()[]{}•-łđ",
    350: "t/\\r",
    420: '*?sz"“”',
    460: "xcvy",
    490: "JY–FL",
    500: "#$+0123456789<=>^_aegk~£−×€Ł",
    530: "XVES",
    545: "ATZ`houøðbn",
    570: "dpqþCPRKßÞ",
    600: "B&",
    640: "DGUÐĐHNOQØ",
    730: "wM",
    800: "WmÆ%¼½¾æ—→",
    850: "@Œœ…",
}
_WIDTH = {letter: width for width, letters in _ADVANCES.items() for letter in letters}
_BOLD = 1.067
_SLACK = 1.04  # for a reader whose browser has only Arial
_JOINS = "\u200d\ufe0f"


def _advance(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _WIDTH:
        return _WIDTH[base]
    if unicodedata.combining(base) or letter in _JOINS:
        return 0
    if unicodedata.category(base) == "So" or unicodedata.east_asian_width(base) in "WF":
        return 1300
    return 700


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in the units of its font size."""
    return sum(map(_advance, text)) * size / 1000 * (_BOLD if bold else 1) * _SLACK


def _pieces(text: str) -> list[str]:
    """Words, cut after hyphens too, each with the space that follows it."""
    pieces: list[str] = []
    for word in text.split():
        parts = word.split("-")
        pieces += [f"{part}-" for part in parts[:-1]] + [f"{parts[-1]} "]
    return [piece for piece in pieces if piece.strip()]


def _break_word(word: str, fits: Callable[[str], bool]) -> list[str]:
    """A word too long for any line, cut where it must be, never before a mark that belongs to the letter before."""
    lines, line = [], ""
    for letter in word:
        if line and not fits(line + letter) and not (unicodedata.combining(letter) or letter in _JOINS):
            lines.append(line)
            line = ""
        line += letter
    return [*lines, line]


def _all_lines(text: str, fits: Callable[[str], bool]) -> list[str]:
    lines = [""]
    for piece in _pieces(text):
        if fits((lines[-1] + piece).rstrip()):
            lines[-1] += piece
            continue
        lines += [piece] if fits(piece.rstrip()) else _break_word(piece, lambda line: fits(line.rstrip()))
    return [line.rstrip() for line in lines if line.strip()]


def shorten(line: str, fits: Callable[[str], bool]) -> str:
    """The line cut until it fits with three dots after it."""
    while line and not fits(f"{line}…"):
        line = line[:-1]
    return f"{line.rstrip()}…"


def wrap(text: str, width: float, size: float, *, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """The text in at most `most` lines no wider than `width`; what does not fit ends in three dots."""

    def fits(line: str) -> bool:
        return width_of(line, size, bold=bold) <= width

    lines = _all_lines(text, fits)
    if len(lines) > most:
        lines = [*lines[: most - 1], shorten(lines[most - 1], fits)]
    return tuple(lines)


def one_line(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text on one line, shortened with three dots where it is too wide."""
    return " ".join(wrap(text, width, size, bold=bold, most=1))


def fit(text: str, width: float, sizes: Sequence[float], *, bold: bool = False) -> tuple[float, tuple[str, ...]]:
    """The largest size at which three lines hold the whole text without breaking a word, else the smallest, cut."""
    whole = set(text.split())
    for size in sizes:
        lines = wrap(text, width, size, bold=bold)
        if set(" ".join(lines).replace("- ", "-").split()) <= whole:
            return size, lines
    return sizes[-1], wrap(text, width, sizes[-1], bold=bold)


def lowered(word: str) -> str:
    """The word for the middle of a sentence: its capital made small unless it is an acronym's."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]
