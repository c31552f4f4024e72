"""Fields for words: what they take, what they say, and how long text is counted."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from kit.govuk_ui import forms
from kit.govuk_ui.forms.text import browser_length
from tests.kit.govuk_ui.forms.reading import control, outcome, parsed


def said(field: forms.TextField, typed: str) -> str:
    return outcome(field, typed)[1]


def test_a_name_is_asked_for_by_its_noun() -> None:
    field = forms.TextField(what="the partnership's name", max_length=10, min_length=3)

    assert said(field, " ") == "Enter the partnership's name"
    assert said(field, "x" * 11) == "The partnership's name must be 10 characters or less"
    assert said(field, "x") == "The partnership's name must be 3 characters or more"
    assert said(field, "a\x00bc") == "The partnership's name must not include a null character. Type it again"
    assert field.clean(" Lichfield ") == "Lichfield"


def test_a_noun_with_a_per_cent_sign_or_braces_breaks_no_message() -> None:
    field = forms.TextField(what="the 50% share of {what}", max_length=1)

    assert said(field, "xx") == "The 50% share of {what} must be 1 characters or less"
    assert said(field, "") == "Enter the 50% share of {what}"


def test_a_field_without_a_noun_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="TextField needs `what`"):
        forms.TextField()


def test_a_message_of_ones_own_wins() -> None:
    field = forms.TextField(what="the title", error_messages={"required": "Say what it is called"})

    assert said(field, "") == "Say what it is called"


def test_messages_wait_for_the_readers_language() -> None:
    field = forms.TextField(what=gettext_lazy("Unknown"))
    english = said(field, "")

    with translation.override("cy"):
        welsh = said(field, "")

    assert english == "Enter Unknown"
    assert welsh == "Enter Anhysybys"


@pytest.mark.parametrize("typed", ["nobody", "a@b", "a b@example.com", "@example.com", "a@example.com,b@example.com"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert said(forms.EmailField(), typed) == "Enter an email address in the correct format, like name@example.com"


def test_an_address_is_asked_of_the_browser_as_one() -> None:
    class AddressForm(forms.Form):
        address = forms.EmailField()

    box = control(parsed(AddressForm()), "address")

    assert (box.get("type"), box.get("autocomplete")) == ("email", "email")
    assert (box.get("spellcheck"), box.get("autocapitalize")) == ("false", "none")


@pytest.mark.parametrize("typed", ["01632 960 001", "+44 808 157 0192", "(0121) 496-0000 ext. 12", "٠١٦٣٢٩٦٠٠٠١"])
def test_a_telephone_number_is_kept_as_people_group_it(typed: str) -> None:
    cleaned, words = outcome(forms.TelephoneField(), typed)

    assert words == ""
    assert len(cleaned) == len(typed)
    assert cleaned.isascii()


@pytest.mark.parametrize("typed", ["ask Ruth", "12", "+", "()", "01632 960 001 or 002", "1" * 30])
def test_what_is_no_telephone_number_is_refused(typed: str) -> None:
    assert said(forms.TelephoneField(), typed).startswith("Enter a phone number, like 01632 960 001")


def test_a_password_keeps_its_spaces_and_never_comes_back() -> None:
    class PasswordForm(forms.Form):
        password = forms.PasswordField(new=True)
        name = forms.TextField(what="your name")

    form = PasswordForm({"password": " two words "})
    page = parsed(form)

    assert form.cleaned_data["password"] == " two words "
    assert control(page, "password").get("value") is None
    assert control(page, "password").get("autocomplete") == "new-password"


def test_an_empty_search_is_no_mistake() -> None:
    assert forms.SearchField().clean("") == ""


# --- Long text --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("abc", 3), ("a\r\nb", 3), ("a\nb", 3), ("a\rb", 3), ("é", 1), ("👩", 2), ("👩‍👧", 5), ("\r\n\r\n", 2)],
)
def test_text_is_as_long_as_the_browser_counts(text: str, length: int) -> None:
    assert browser_length(text) == length


def lesson(limit: int) -> forms.LongTextField:
    return forms.LongTextField(what="the lesson", max_characters=limit)


def test_text_at_the_limit_is_taken_with_its_lines() -> None:
    assert lesson(5).clean("ab\r\ncd") == "ab\ncd"


def test_text_over_the_limit_is_refused_with_the_excess() -> None:
    assert outcome(lesson(5), "ab\r\ncde")[1] == (
        "The lesson must be 5 characters or less. You have 1 character too many"
    )
    assert outcome(lesson(5), "👩👩👩👩")[1] == (
        "The lesson must be 5 characters or less. You have 3 characters too many"
    )


def test_spaces_at_the_end_count_as_they_do_in_the_browser() -> None:
    assert outcome(lesson(5), "abc   ")[1].endswith("1 character too many")


def test_the_counter_is_told_the_same_limit() -> None:
    class LessonForm(forms.Form):
        lesson = forms.LongTextField(what="the lesson", max_characters=200)

    page = parsed(LessonForm())

    group = page.xpath("//*[@data-module='govuk-character-count']")[0]
    assert group.get("data-maxlength") == "200"
    assert page.get_element_by_id("id_lesson-info").text_content().strip() == "You can enter up to 200 characters"
    assert control(page, "lesson").get("aria-describedby") == "id_lesson-info"


def test_a_long_limit_has_a_comma_without_scripts_as_well() -> None:
    class ReasonForm(forms.Form):
        reason = forms.LongTextField(what="the reason", max_characters=2000)

    assert "You can enter up to 2,000 characters" in parsed(ReasonForm()).text_content()


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")), st.integers(1, 40))
def test_any_text_is_taken_whole_or_refused_by_its_length(text: str, limit: int) -> None:
    field = forms.LongTextField(what="the lesson", max_characters=limit, required=False)

    cleaned, words = outcome(field, text)

    fits = browser_length(text) <= limit
    assert bool(words) is not fits
    assert cleaned == (text.replace("\r\n", "\n").replace("\r", "\n").strip() if fits else None)
