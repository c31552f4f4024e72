"""What people type for a number, brought to one form: every script's digits, every width, every kind of space."""

import unicodedata

MINUS_SIGNS = str.maketrans(dict.fromkeys("−‐‑‒–—﹣－", "-"))
LONGEST = 60  # nobody types a longer number, and none is worked on


def ascii_digits(text: str) -> str:
    """Arabic, Devanagari, full-width and other decimal digits as 0 to 9; all else as it was."""
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def tidy_number(text: str) -> str:
    """No space of any kind, one kind of minus and pound sign, digits 0 to 9."""
    together = "".join(text[: LONGEST + 1].split())
    return ascii_digits(together.translate(MINUS_SIGNS)).replace("￡", "£")
