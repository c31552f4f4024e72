"""Cells that a spreadsheet would run. Text is guarded with an apostrophe when written as CSV, and reading takes
exactly that one off again, so what goes out comes back. Source: OWASP, CSV injection."""

import re

STARTS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
DANGEROUS = re.compile(rf"'*(?:[\t\r\n]|\s*[{STARTS}])")
GUARDED = re.compile(rf"'+(?:[\t\r\n]|\s*[{STARTS}])")


def is_dangerous(text: str) -> bool:
    """Whether some spreadsheet might take the text for a formula, or for one of ours that is guarded already."""
    return DANGEROUS.match(text) is not None


def guarded(text: str) -> str:
    return "'" + text if is_dangerous(text) else text


def unguarded(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text
