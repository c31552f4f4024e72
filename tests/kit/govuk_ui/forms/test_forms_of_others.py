"""Forms that know nothing of the portal, Django's own and the sign-in library's, look and speak the same."""

import pytest
from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.forms import SetPasswordForm

from accounts.models import Person
from tests.kit.govuk_ui.forms.reading import CRISPY, FILTER, control, faults, find, links, one, parsed, words

BOTH = pytest.mark.parametrize("source", [FILTER, CRISPY], ids=["filter", "tag"])


class ForeignForm(forms.Form):
    full_name = forms.CharField(max_length=5, min_length=2)
    email = forms.EmailField(label="Email address")
    years = forms.IntegerField(label="Years in the partnership")
    share = forms.DecimalField(label="Share", max_digits=5, decimal_places=2)
    day = forms.DateField(label="First day")
    site = forms.URLField(label="Web page", assume_scheme="https")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "Member")])
    tick = forms.BooleanField(label="I have read this")
    paper = forms.FileField(label="Paper")
    LSP = forms.CharField(label="LSP", max_length=1)
    why = forms.CharField(label="Why now?", widget=forms.Textarea)
    several = forms.MultipleChoiceField(label="Several", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    moment = forms.SplitDateTimeField(label="Moment")


@BOTH
def test_every_field_of_djangos_own_is_drawn_as_ours(source: str) -> None:
    page = parsed(ForeignForm(), source)

    assert faults(parsed(ForeignForm({}), source)) == []
    assert len(find(page, ".govuk-form-group")) == len(ForeignForm.base_fields)
    assert not find(page, "[required], [maxlength], [type=number]")
    assert control(page, "years").get("inputmode") == "decimal"
    assert "govuk-textarea" in control(page, "why").get("class")


def test_each_box_of_a_field_of_several_has_a_name() -> None:
    page = parsed(ForeignForm())

    assert [one(page, f"[name=moment_{part}]").get("aria-label") for part in (0, 1)] == ["Moment, 1", "Moment, 2"]
    assert words(one(page, "#id_moment_0").getparent().xpath("ancestor-or-self::fieldset/legend")[0]) == "Moment"


def test_what_is_missing_is_asked_for_by_its_label() -> None:
    assert [text for text, href in links(parsed(ForeignForm({})))] == [
        "Enter full name",
        "Enter an email address",
        "Enter years in the partnership",
        "Enter share",
        "Enter first day",
        "Enter web page",
        "Select kind",
        "Tick ‘I have read this’ to go on",
        "Select paper",
        "Enter LSP",
        "Answer the question ‘Why now?’",
        "Select several",
        "Enter moment",
    ]


def test_what_is_wrong_is_said_in_the_portals_words() -> None:
    form = ForeignForm(
        {
            "full_name": "much too long",
            "email": "x",
            "years": "many",
            "share": "half",
            "day": "soon",
            "site": "http://[",
            "kind": "b",
            "LSP": "\x00",
            "several": ["z"],
        }
    )

    said = {href: text for text, href in links(parsed(form))}
    assert said["#id_full_name"] == "Full name must be 5 characters or less"
    assert said["#id_email"] == "Enter an email address in the correct format, like name@example.com"
    assert said["#id_years"] == "Years in the partnership must be a whole number, like 12"
    assert said["#id_share"] == "Share must be a number, like 12.5"
    assert said["#id_day"] == "First day must be a real date, like 27/3/2007"
    assert said["#id_site"] == "Web page must be a web address, like https://www.example.com"
    assert said["#id_kind"] == "Select kind from the list"
    assert said["#id_LSP"] == "LSP must not include a null character. Type it again"
    assert said["#id_several_0"] == "Select several from the list"


def test_a_message_somebody_wrote_stays() -> None:
    class OwnWordsForm(forms.Form):
        name = forms.CharField(error_messages={"required": "Tell us who you are"})

    assert links(parsed(OwnWordsForm({}))) == [("Tell us who you are", "#id_name")]


@BOTH
def test_the_sign_in_form_has_no_placeholders_and_lets_a_password_be_shown(source: str) -> None:
    page = parsed(LoginForm(), source)

    assert faults(page) == []
    assert not find(page, "[placeholder]")
    assert one(page, "[data-module=govuk-password-input] [name=password]").get("autocomplete") == "current-password"
    assert control(page, "login").get("type") == "email"


def test_the_sign_in_form_says_what_is_missing() -> None:
    page = parsed(LoginForm({}), FILTER)

    assert faults(page) == []
    assert [href for text, href in links(page)] == ["#id_login", "#id_password"]
    assert "This field" not in words(page)


def test_a_new_password_shows_every_reason_against_it() -> None:
    form = SetPasswordForm(Person(email="ruth@example.com"), {"new_password1": "123", "new_password2": "123"})

    page = parsed(form, FILTER)

    assert len(links(page)) >= 2
    assert faults(page) == []
