"""Which of a file's columns is which of ours, however people write their headings."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kit.tables.errors import Code, Problem, problem


@dataclass(frozen=True)
class Matching:
    """`positions` of the columns found by our key; what is `missing`, `ambiguous` (with the headings) or `unused`."""

    positions: Mapping[str, int]
    missing: tuple[str, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    def problems(self, required: Sequence[str], names: Mapping[str, str] | None = None) -> list[Problem]:
        """What stops an import: every ambiguous column, and those `required` that are missing."""
        shown = names or {}
        return [
            problem(Code.COLUMN_AMBIGUOUS, column=shown.get(key, key), wanted=headings)
            for key, headings in self.ambiguous.items()
        ] + [
            problem(Code.COLUMN_MISSING, column=shown.get(key, key), wanted=self.unused)
            for key in self.missing
            if key in required
        ]


def same(text: str) -> str:
    """What two headings must share to be the same: letters and digits, without case, accents kept."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def match_columns(headers: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> Matching:
    """`wanted` maps our keys to further words for them. A heading that fits two keys, and a key that fits two
    headings, are ambiguous: we ask, we do not choose."""
    fits = {key: _fitting(headers, [key, *synonyms]) for key, synonyms in wanted.items()}
    claims = [position for found in fits.values() for position in found]
    clear = {key: found[0] for key, found in fits.items() if len(found) == 1 and claims.count(found[0]) == 1}
    return Matching(
        positions=clear,
        missing=tuple(key for key, found in fits.items() if not found),
        ambiguous={
            key: tuple(headers[at] for at in found) for key, found in fits.items() if found and key not in clear
        },
        unused=tuple(heading for at, heading in enumerate(headers) if at not in claims and heading.strip()),
    )


def _fitting(headers: Sequence[str], words: Sequence[str]) -> list[int]:
    known = {same(word) for word in words} - {""}
    return [at for at, heading in enumerate(headers) if same(heading) in known]
