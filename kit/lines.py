"""One line of words, as people see it: what cannot be seen and comes along when they paste is left out.

A line's end in a name would part the subject of an email from its text, and a mark that turns the direction of what
follows would turn the rest of a page's line.
"""

import unicodedata

# Blanks of no width, and marks that turn the direction: nobody types them.
MARKS = {
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    *"\u00ad\u200b\u200e\u200f\u2060\ufeff\u061c",
}
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that are blank


def one_line(text: str) -> str:
    """Line ends and tabs become spaces, control characters and marks go; empty where nothing is left to be seen.

    A null character stays, for the form to refuse; so do the joiners that some scripts and pictures need.
    """
    spaced = "".join(" " if each.isspace() else each for each in text)
    kept = "".join(each for each in spaced if each == "\0" or not is_unseen(each)).strip()
    return kept if any(_shows(each) for each in kept) else ""


def is_unseen(letter: str) -> bool:
    """Whether it is a control character, half of one, a blank of no width, or a mark that only moves others."""
    return letter in MARKS or unicodedata.category(letter) in ("Cc", "Cs")


def _shows(letter: str) -> bool:
    return letter == "\0" or (letter not in BLANKS and unicodedata.category(letter)[0] not in "CZM")
