"""Three letters for a place that has none of its own, for maps on a phone."""

import re

SMALL = {"and", "of", "the", "on", "upon", "under", "in", "by", "y", "le"}
WORDS = re.compile(r"[^\W\d_]+")


def three_letters(area: str) -> str:
    """Initials of three words; of two, the second one's first two letters; else the first three. Empty for none."""
    words = [word for word in WORDS.findall(area) if word.lower() not in SMALL]
    if len(words) >= 3:
        return "".join(word[0] for word in words[:3]).upper()
    if len(words) == 2:
        return f"{words[0][0]}{words[1][:2]}".upper()
    return (words[0] if words else area.strip())[:3].upper()


def marks_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """One letter for each word, its first that no word before it has taken; `?` when none is left."""
    taken: list[str] = []
    for word in words:
        letters = [letter.upper() for letter in word if letter.isalpha()]
        taken.append(next((letter for letter in letters if letter not in taken), "?"))
    return tuple(taken)
