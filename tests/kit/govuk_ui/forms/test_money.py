"""Money as people type it: read to the penny or refused in words, never a crash, never a guess."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kit.govuk_ui import forms
from tests.kit.govuk_ui.forms.reading import outcome

NOT_MONEY = "The grant must be an amount of money, like 600 or 1,193.54"
TOO_MUCH = "The grant must be £999,999,999.99 or less"


def grant(**settings: object) -> forms.MoneyField:
    return forms.MoneyField(what="the grant", **settings)


def refusal(typed: str, **settings: object) -> str:
    with pytest.raises(ValidationError) as refused:
        grant(**settings).clean(typed)
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [
        ("1000", "1000.00"),
        ("£1,000", "1000.00"),
        ("£ 1 000", "1000.00"),
        ("١٠٠٠", "1000.00"),
        ("１０００", "1000.00"),
        ("1,000.50", "1000.50"),
        (" £ 19 600.5 ", "19600.50"),
        ("￡１２３", "123.00"),
        ("٣٤٥.٦٧", "345.67"),
        ("12,345,678.90", "12345678.90"),
        ("5.500", "5.50"),
        (".50", "0.50"),
        ("7.", "7.00"),
        ("0", "0.00"),
        ("0000000000000000000000012", "12.00"),
        ("999999999.99", "999999999.99"),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, pounds: str) -> None:
    cleaned = grant().clean(typed)

    assert str(cleaned) == pounds


@pytest.mark.parametrize(
    "typed",
    [
        "1e400",
        "1e2",
        "NaN",
        "Infinity",
        "-Infinity",
        "1,00",
        "1,0000",
        "1.000,00",
        "١٬٠٠٠",
        ",5",
        ".",
        "£",
        "1.2.3",
        "1_000",
        "ten",
        "²",
        "5p",
    ],
)
def test_what_is_no_money_is_refused(typed: str) -> None:
    assert refusal(typed) == NOT_MONEY


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter the grant"),
        ("   ", "Enter the grant"),
        ("0.001", "The grant must be in pounds and whole pence, like 193.54"),
        ("-1", "The grant must be £0 or more"),
        ("−£1", "The grant must be £0 or more"),
        ("£-1", "The grant must be £0 or more"),
        ("1000000000", TOO_MUCH),
        ("9" * 400, TOO_MUCH),
    ],
)
def test_each_refusal_says_what_to_do(typed: str, said: str) -> None:
    assert refusal(typed) == said


def test_the_limits_are_included_and_named_in_pounds() -> None:
    limits = {"least": Decimal("0.01"), "most": Decimal("50000")}

    assert grant(**limits).clean("50,000.00") == Decimal("50000.00")
    assert refusal("50000.01", **limits) == "The grant must be £50,000 or less"
    assert refusal("0", **limits) == "The grant must be £0.01 or more"


@given(st.text() | st.text(alphabet="£0123456789,.-−+eE ٣٤", max_size=70))
def test_any_text_becomes_whole_pence_or_a_message(typed: str) -> None:
    cleaned, said = outcome(grant(required=False), typed)

    assert (
        (said.startswith("The grant must be "))
        if said
        else (cleaned is None or Decimal(0) <= cleaned == forms.from_pence(forms.to_pence(cleaned)))
    )


@given(st.integers(min_value=0, max_value=99_999_999_999))
def test_a_sum_shown_in_the_box_reads_back_as_itself(pence: int) -> None:
    field = grant()

    shown = field.prepare_value(forms.from_pence(pence))

    assert forms.to_pence(field.clean(shown)) == pence


def test_what_was_typed_is_not_tidied_before_it_is_shown_again() -> None:
    assert grant().prepare_value("£1,00 or so") == "£1,00 or so"


def test_a_sum_not_asked_for_may_be_left_out() -> None:
    assert grant(required=False).clean("") is None
