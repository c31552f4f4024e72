"""What is wrong with a table, as codes with facts; the sentences are in `templates/tables/problems/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 60


class Code(StrEnum):
    """The whole file, its headings, its rows, and its cells, in this order."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NOT_A_TABLE = "not_a_table"
    WEB_PAGE = "web_page"
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    NOT_A_WORKBOOK = "not_a_workbook"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    DAMAGED = "damaged"
    NO_SHEET = "no_sheet"
    ENCODING_UNKNOWN = "encoding_unknown"
    NUL = "nul"
    QUOTE = "quote"

    COLUMN_MISSING = "column_missing"
    COLUMN_AMBIGUOUS = "column_ambiguous"

    ROW_SHORT = "row_short"
    ROW_LONG = "row_long"
    CELL_TOO_LONG = "cell_too_long"
    CONTROL_CHARACTER = "control_character"

    REQUIRED = "required"
    LONGER = "longer"
    NOT_INTEGER = "not_integer"
    NOT_MONEY = "not_money"
    MONEY_FRACTION = "money_fraction"
    NUMBER_TOO_BIG = "number_too_big"
    NOT_DATE = "not_date"
    DATE_SHORT_YEAR = "date_short_year"
    DATE_MONTH_FIRST = "date_month_first"
    DATE_AMBIGUOUS = "date_ambiguous"
    NOT_YES_NO = "not_yes_no"
    NOT_EMAIL = "not_email"
    EMAIL_UNSEEN = "email_unseen"
    EMAIL_LETTERS = "email_letters"
    NOT_CHOICE = "not_choice"


@dataclass(frozen=True)
class Problem:
    """`line` counts from 1 as a text editor or spreadsheet does; `found` is what stood there, cut to be shown;
    `wanted` holds the headings, choices or limit that would have been right."""

    code: Code
    line: int | None = None
    column: str = ""
    found: str = ""
    wanted: tuple[str, ...] = ()


def problem(
    code: Code, *, line: int | None = None, column: str = "", found: object = "", wanted: Sequence[object] = ()
) -> Problem:
    """A problem whose facts are texts short enough to show."""
    text = str(found)
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return Problem(code, line, column, shown, tuple(str(each) for each in wanted))


class TableRefused(Exception):  # noqa: N818 (a refusal is an answer, not a fault of the portal)
    """The file cannot be read as a table at all; `problem` says why."""

    def __init__(self, code: Code, *, line: int | None = None, found: object = "", wanted: Sequence[object] = ()):
        super().__init__(code.value)
        self.problem = problem(code, line=line, found=found, wanted=wanted)
