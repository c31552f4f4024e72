"""Which email addresses the portal takes: the same ones typed, at signing in, from a file and from the operator."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.forms import ChangeEmailForm
from accounts.models import Person
from kit.addresses import validate_address
from kit.govuk_ui import forms
from kit.tables.parsers import Unreadable, parse_email

UNSEEN = {
    "zero width space": "ann\u200b@example.org",
    "zero width space at the end": "ann@example.org\u200b",
    "zero width space in the domain": "ann@exam\u200bple.org",
    "byte order mark": "\ufeffann@example.org",
    "soft hyphen": "ann@exam\u00adple.org",
    "right to left override": "ann@\u202egro.elpmaxe",
    "word joiner": "ann@example\u2060.org",
    "tag letter": "ann@example\U000e0061.org",
    "no-break space": "ann\u00a0b@example.org",
    "variation selector": "ann@example\ufe0f.org",
    "blank letter": "ann@example\u3164.org",
    "a control character": "ann\x07@example.org",
    "a quoted control character": '"ann\x01"@example.org',
    "an accent of its own": "ann@exampl\u0065\u0301.org",
}
LETTERS = {
    "a letter of another alphabet": "ann@ex\u0430mple.org",
    "a long s": "\u017fam@example.org",
    "the sign of kelvin": "\u212aate@example.org",
    "an accent": "ann@exampl\u00e9.org",
    "an accent in the name": "andr\u00e9@example.org",
    "wide letters": "ann\uff20example.org",
    "a full stop of another script": "ann@example\u3002org",
    "a snowman": "ann@\u2603.example.org",
}
FORM = {
    "no domain": "ann@",
    "two signs": "ann@example@example.org",
    "no sign": "ann at example.org",
    "the machine itself": "root@localhost",
    "a number of a machine": "ann@[127.0.0.1]",
    "in quotation marks": '"ann b"@example.org',
    "two addresses": "ann@example.org,bob@example.org",
    "with a name": "Ann <ann@example.org>",
    "two dots": "ann@example..org",
    "a dot before the sign": "ann.@example.org",
    "a hyphen at an end": "ann@-example.org",
}
CORPUS = [
    pytest.param(address, code, id=name)
    for code, those in (("unseen", UNSEEN), ("letters", LETTERS), ("invalid", FORM))
    for name, address in those.items()
]
SAID = {"unseen": "cannot be seen", "letters": "letters a to z", "invalid": "correct format, like name@example.com"}


class OneAddress(forms.Form):
    """A form with an address."""

    email = forms.EmailField()


@pytest.mark.parametrize(("address", "code"), CORPUS)
def test_an_odd_address_is_refused_in_one_sentence_beside_the_field(address: str, code: str) -> None:
    data = QueryDict(mutable=True)
    data["email"] = address
    form = OneAddress(data)
    [said] = form.errors["email"]
    assert SAID[code] in said
    assert form["email"].value() == address


@pytest.mark.parametrize(("address", "code"), CORPUS)
def test_an_odd_address_in_a_file_is_told_with_its_reason(address: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_email(address)
    wanted = {"unseen": "email_unseen", "letters": "email_letters", "invalid": "not_email"}
    assert refused.value.code.value == wanted[code]


@pytest.mark.parametrize(("address", "code"), CORPUS)
def test_an_account_gets_no_odd_address(db: None, address: str, code: str) -> None:
    changing = ChangeEmailForm(data={"email": address}, user=Person())
    assert len(changing.errors["email"]) == 1
    with pytest.raises(ValidationError) as refused:
        Person(email=address).full_clean(exclude=["password"])
    assert "email" in refused.value.message_dict


@pytest.mark.parametrize(
    "address",
    [
        *("ann@example.org", "ANN.o'brien+portal@council.example.gov.uk", "a_b-c@xn--exmple-cua.org"),
        *("1@2.example", f"{'a' * 64}@{'b' * 60}.example"),
    ],
)
def test_a_plain_address_is_taken(address: str) -> None:
    validate_address(address)
    assert parse_email(address) == address.lower()
