"""Numbers and money as people type them. No browser spinner: a wheel turned by accident must not change a sum."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui.forms.asked import Asked
from kit.govuk_ui.forms.digits import tidy_number
from kit.govuk_ui.forms.widgets import AffixedInput
from kit.govuk_ui.forms.words import WHOLE_NUMBER

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHOLE = r"\d{1,3}(?:,\d{3})+|\d+"  # commas only where thousands end: 1,50 is refused, not read as 150
NUMBER = re.compile(
    rf"(?P<sign>[+-]?)(?P<pounds>£?)(?P<sign_after>-?)(?P<whole>{WHOLE}|(?=\.\d))(?:\.(?P<part>\d*))?", re.ASCII
)
MOST_DIGITS = 18
PENNY = Decimal("0.01")


class TypedNumberField(Asked):
    """The common part: text in, `Decimal` or None out, with words for each way to be wrong."""

    not_a_number: "StrOrPromise" = _("{What} must be a number, like 12 or 12.5")
    places = 2
    sign_of_money = False

    def __init__(
        self,
        *,
        least: Decimal | int | None = 0,
        most: Decimal | int = 999_999_999,
        prefix: "StrOrPromise" = "",
        suffix: "StrOrPromise" = "",
        **options: Any,
    ) -> None:
        self.least, self.most = least, most
        inputmode = "decimal" if self.places else "numeric"
        options.setdefault("widget", AffixedInput(prefix=prefix, suffix=suffix, attrs={"inputmode": inputmode}))
        super().__init__(**{"width": 10, **options})

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, int | Decimal):
            return value
        typed = tidy_number(str(value))
        return self._read(typed) if typed else None

    def _read(self, typed: str) -> Decimal:
        found = NUMBER.fullmatch(typed)
        if not found or (found["pounds"] and not self.sign_of_money) or (found["sign"] and found["sign_after"]):
            raise ValidationError(self.say(self.not_a_number), code="invalid")
        if len((found["part"] or "").rstrip("0")) > self.places:
            raise ValidationError(self.too_many_places(), code="places")
        whole = found["whole"].replace(",", "").lstrip("0") or "0"
        if len(whole) > MOST_DIGITS:  # more than Decimal can round
            raise self._too_much()
        number = Decimal(f"{whole}.{(found['part'] or '')[: self.places] or 0}")
        return -number if "-" in (found["sign"], found["sign_after"]) else number

    def too_many_places(self) -> "StrOrPromise":
        return self.say(_("{What} must have at most {places} numbers after the decimal point"), places=self.places)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.least is not None and value < self.least:
            too_little = self.say(_("{What} must be {least} or more"), least=self.show(self.least))
            raise ValidationError(too_little, code="min_value")
        if value > self.most:
            raise self._too_much()

    def _too_much(self) -> ValidationError:
        return ValidationError(self.say(_("{What} must be {most} or less"), most=self.show(self.most)), "max_value")

    def prepare_value(self, value: Any) -> Any:
        """What was typed comes back as it was typed; a number of ours in a form that reads back the same."""
        return self.show(value) if isinstance(value, int | Decimal) else value

    def show(self, number: Decimal | int) -> str:
        return f"{number:,}"


class WholeNumberField(TypedNumberField):
    """A count; cleans to `int`."""

    not_a_number = WHOLE_NUMBER
    places = 0

    def too_many_places(self) -> "StrOrPromise":
        return self.say(self.not_a_number)

    def to_python(self, value: Any) -> int | None:
        number = super().to_python(value)
        return None if number is None else int(number)


class NumberField(TypedNumberField):
    """A number with up to `places` decimals; cleans to `Decimal`."""

    def __init__(self, *, places: int = 2, **options: Any) -> None:
        self.places = places
        super().__init__(**options)


class MoneyField(TypedNumberField):
    """Pounds and pence; cleans to a `Decimal` of pounds with two places. `least` and `most` are pounds."""

    not_a_number = _("{What} must be an amount of money, like 600 or 1,193.54")
    sign_of_money = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"prefix": "£", "most": Decimal("999999999.99"), **options})

    def to_python(self, value: Any) -> Decimal | None:
        pounds = super().to_python(value)
        return None if pounds is None else Decimal(pounds).quantize(PENNY)

    def too_many_places(self) -> "StrOrPromise":
        return self.say(_("{What} must be in pounds and whole pence, like 193.54"))

    def show(self, number: Decimal | int) -> str:
        return f"{Decimal(number):,.2f}"

    def say(self, sentence: "StrOrPromise", **facts: object) -> "StrOrPromise":
        return super().say(sentence, **{name: f"£{str(fact).removesuffix('.00')}" for name, fact in facts.items()})


def from_pence(pence: int) -> Decimal:
    """Integer pence as pounds with two places."""
    return Decimal(pence).scaleb(-2)
