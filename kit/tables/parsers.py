"""What one cell may say, read strictly: each takes the stripped text of a filled cell and returns a value, or raises
Unreadable. British ways of writing; nothing is guessed from the country of the server."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from kit.addresses import LETTERS, UNSEEN, validate_address
from kit.tables.errors import Code
from kit.tables.matching import same

NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
INTEGER = re.compile(rf"{NUMBER}(?:\.0+)?")
MONEY = re.compile(rf"(-?)£?({NUMBER}(?:\.[0-9]+)?)")
DIGITS = 15
ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:T00:00(?::00)?)?")
DAY_FIRST = re.compile(r"([0-9]{1,2})([/.\- ])([0-9]{1,2})\2([0-9]{2}|[0-9]{4})")
IN_WORDS = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -]([0-9]{4})", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
ADDRESSES = {UNSEEN: Code.EMAIL_UNSEEN, LETTERS: Code.EMAIL_LETTERS}
YES = {"yes", "y", "true", "1"}
NO = {"no", "n", "false", "0"}


class Unreadable(Exception):  # noqa: N818
    """The text is not what its column asks for."""

    def __init__(self, code: Code, wanted: Sequence[str] = ()):
        super().__init__(code.value)
        self.code = code
        self.wanted = tuple(wanted)


def no_doubt(text: str) -> Code | None:
    return None


@dataclass(frozen=True)
class Reader:
    """`parse` makes the value; `doubt` names what a person should look at although it could be read."""

    parse: Callable[[str], object]
    doubt: Callable[[str], Code | None] = no_doubt


def parse_text(text: str) -> str:
    return text


def parse_integer(text: str) -> int:
    """A whole number; `1,234` and a spreadsheet's `12.0` are."""
    text = _plain_minus(text)
    if not INTEGER.fullmatch(text):
        raise Unreadable(Code.NOT_INTEGER)
    return int(_few_digits(text.split(".")[0]))


def parse_money(text: str) -> Decimal:
    """Pounds, exact to two places: `£19,600`, `19600.00`, `-£12.50`."""
    found = MONEY.fullmatch(_plain_minus(text).replace("£ ", "£"))
    if not found or (found[1] and found[2][0] in "+-"):
        raise Unreadable(Code.NOT_MONEY)
    whole, _, pence = found[2].partition(".")
    if len(pence.rstrip("0")) > 2:
        raise Unreadable(Code.MONEY_FRACTION)
    return Decimal(f"{found[1]}{_few_digits(whole)}.{pence[:2] or '0'}").quantize(Decimal("0.01"))


def _plain_minus(text: str) -> str:
    return text.replace("\N{MINUS SIGN}", "-")


def _few_digits(number: str) -> str:
    plain = number.replace(",", "")
    if len(plain.lstrip("+-0")) > DIGITS:
        raise Unreadable(Code.NUMBER_TOO_BIG, [str(DIGITS)])
    return plain


def parse_date(text: str) -> date:
    """`2027-03-27`, `27/03/2027`, `27.3.2027`, `27 March 2027`. The day comes first, as in Britain."""
    if found := ISO.fullmatch(text):
        return _date(found[1], found[2], found[3])
    if found := IN_WORDS.fullmatch(text):
        return _date(found[3], str(_month(found[2])), found[1])
    if not (found := DAY_FIRST.fullmatch(text)):
        raise Unreadable(Code.NOT_DATE)
    day, month, year = found[1], found[3], found[4]
    if len(year) == 2:
        raise Unreadable(Code.DATE_SHORT_YEAR)
    if int(month) > 12 >= int(day):
        raise Unreadable(Code.DATE_MONTH_FIRST)
    return _date(year, month, day)


def _month(name: str) -> int:
    """1 to 12; 0 for a word that is no month."""
    word = name.lower()
    if word in MONTH_NAMES:
        return MONTH_NAMES.index(word) + 1
    return MONTHS.index(word) + 1 if word in MONTHS else 9 * (word == "sept")


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Unreadable(Code.NOT_DATE) from error


def date_doubt(text: str) -> Code | None:
    """A date that an American would read as another day: both first numbers could be months."""
    found = DAY_FIRST.fullmatch(text)
    doubtful = found is not None and int(found[1]) <= 12 and int(found[3]) <= 12 and int(found[1]) != int(found[3])
    return Code.DATE_AMBIGUOUS if doubtful else None


def parse_yes_no(text: str) -> bool:
    word = text.casefold()
    if word in YES | NO:
        return word in YES
    raise Unreadable(Code.NOT_YES_NO)


def parse_email(text: str) -> str:
    """In lower case, as people's addresses are kept."""
    try:
        validate_address(text)
    except ValidationError as error:
        raise Unreadable(ADDRESSES.get(error.code or "", Code.NOT_EMAIL)) from error
    return text.lower()


def choice(choices: Mapping[str, str]) -> Reader:
    """One of our values, written as the value or as its label, in any case."""
    known = {same(word): value for value, label in choices.items() for word in (value, label)}

    def parse_choice(text: str) -> str:
        if same(text) not in known:
            raise Unreadable(Code.NOT_CHOICE, [str(label) for label in choices.values()])
        return known[same(text)]

    return Reader(parse_choice)


TEXT = Reader(parse_text)
INTEGER_NUMBER = Reader(parse_integer)
POUNDS = Reader(parse_money)
DATE = Reader(parse_date, date_doubt)
YES_NO = Reader(parse_yes_no)
EMAIL = Reader(parse_email)
