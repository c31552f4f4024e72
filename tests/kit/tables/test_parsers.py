"""What a cell may say, kind by kind."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.tables.errors import Code
from kit.tables.parsers import (
    Unreadable,
    choice,
    date_doubt,
    parse_date,
    parse_email,
    parse_integer,
    parse_money,
    parse_yes_no,
)


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (parse_integer, "12", 12),
        (parse_integer, "12.0", 12),
        (parse_integer, "-1,234,567", -1_234_567),
        (parse_integer, "\N{MINUS SIGN}5", -5),
        (parse_money, "19600", Decimal("19600.00")),
        (parse_money, "£19,600", Decimal("19600.00")),
        (parse_money, "£ 0.5", Decimal("0.50")),
        (parse_money, "-£12.50", Decimal("-12.50")),
        (parse_money, "£-12.50", Decimal("-12.50")),
        (parse_money, "1.500", Decimal("1.50")),
        (parse_date, "2027-03-27", date(2027, 3, 27)),
        (parse_date, "2027-03-27T00:00:00", date(2027, 3, 27)),
        (parse_date, "27/03/2027", date(2027, 3, 27)),
        (parse_date, "27.3.2027", date(2027, 3, 27)),
        (parse_date, "27 March 2027", date(2027, 3, 27)),
        (parse_date, "1st Sept 2027", date(2027, 9, 1)),
        (parse_date, "27-Mar-2027", date(2027, 3, 27)),
        (parse_date, "29/02/2028", date(2028, 2, 29)),
        (parse_yes_no, "Yes", True),
        (parse_yes_no, "TRUE", True),
        (parse_yes_no, "n", False),
        (parse_email, "Ann@Example.org", "ann@example.org"),
    ],
)
def test_a_cell_is_read(parse: object, text: str, value: object) -> None:
    assert parse(text) == value  # type: ignore[operator]


@pytest.mark.parametrize(
    ("parse", "text", "code"),
    [
        (parse_integer, "12.5", Code.NOT_INTEGER),
        (parse_integer, "1,23", Code.NOT_INTEGER),
        (parse_integer, "twelve", Code.NOT_INTEGER),
        (parse_integer, "١٢", Code.NOT_INTEGER),
        (parse_integer, "=1+1", Code.NOT_INTEGER),
        (parse_integer, "1e5", Code.NOT_INTEGER),
        (parse_integer, "1" * 16, Code.NUMBER_TOO_BIG),
        (parse_money, "$5", Code.NOT_MONEY),
        (parse_money, "1.234,56", Code.NOT_MONEY),
        (parse_money, "--5", Code.NOT_MONEY),
        (parse_money, "-£-5", Code.NOT_MONEY),
        (parse_money, "nan", Code.NOT_MONEY),
        (parse_money, "£", Code.NOT_MONEY),
        (parse_money, "5.005", Code.MONEY_FRACTION),
        (parse_money, "9" * 16, Code.NUMBER_TOO_BIG),
        (parse_date, "30/02/2027", Code.NOT_DATE),
        (parse_date, "2027-13-01", Code.NOT_DATE),
        (parse_date, "0000-01-01", Code.NOT_DATE),
        (parse_date, "27 Marsh 2027", Code.NOT_DATE),
        (parse_date, "27/03.2027", Code.NOT_DATE),
        (parse_date, "soon", Code.NOT_DATE),
        (parse_date, "32/13/2027", Code.NOT_DATE),
        (parse_date, "46473", Code.NOT_DATE),
        (parse_date, "27/03/27", Code.DATE_SHORT_YEAR),
        (parse_date, "03/27/2027", Code.DATE_MONTH_FIRST),
        (parse_yes_no, "perhaps", Code.NOT_YES_NO),
        (parse_email, "ann at example.org", Code.NOT_EMAIL),
        (parse_email, "ann@example.org; bob@example.org", Code.NOT_EMAIL),
    ],
)
def test_a_cell_is_refused_for_its_reason(parse: object, text: str, code: Code) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(text)  # type: ignore[operator]
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [("04/05/2027", True), ("05/05/2027", False), ("13/05/2027", False), ("2027-05-04", False), ("4 May 2027", False)],
)
def test_a_date_that_can_be_read_two_ways_is_doubtful(text: str, doubtful: bool) -> None:
    assert (date_doubt(text) is Code.DATE_AMBIGUOUS) is doubtful


def test_a_choice_is_known_by_its_value_and_by_its_label() -> None:
    tier = choice({"two-tier": "County or district", "unitary": "Unitary"})
    assert [tier.parse(text) for text in ("UNITARY", "county OR district", "Two tier")] == [
        "unitary",
        "two-tier",
        "two-tier",
    ]
    with pytest.raises(Unreadable) as refused:
        tier.parse("parish")
    assert refused.value.wanted == ("County or district", "Unitary")


@given(st.dates())
def test_every_day_is_read_back_in_each_way_of_writing(day: date) -> None:
    year = f"{day.year:04}"
    for text in (
        f"{year}-{day:%m-%d}",
        f"{day:%d/%m}/{year}",
        f"{day.day} {day:%B} {year}",
        f"{day.day}-{day:%b}-{year}",
    ):
        assert parse_date(text) == day


@given(st.integers(-(10**17) + 1, 10**17 - 1))
def test_every_amount_is_read_back_to_the_penny(pence: int) -> None:
    amount = Decimal(pence).scaleb(-2)
    for text in (f"{amount}", f"£{amount:,}", f"{amount:,}"):
        assert parse_money(text) == amount


@given(st.text(max_size=20), st.sampled_from([parse_integer, parse_money, parse_date, parse_yes_no, parse_email]))
def test_no_text_whatever_breaks_a_parser(text: str, parse: object) -> None:
    try:
        parse(text)  # type: ignore[operator]
    except Unreadable as refused:
        code = refused.code
    else:
        code = None
    assert code is None or code in set(Code)
