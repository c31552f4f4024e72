"""The library's forms in the portal's words; what one can change about oneself."""

import re
from typing import Any

from allauth.account import forms as account
from allauth.core import context as allauth_context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from kit.addresses import validate_address
from kit.govuk_ui.forms.base import ModelForm
from kit.govuk_ui.forms.text import TelephoneField, TextField

# As long as the database keeps; Django's own field would take 320 characters.
AS_LONG_AS_KEPT = MaxLengthValidator(254, _("Email address must be 254 characters or less"))


def plain_email(field: forms.Field, label: Any, hint: Any = "") -> None:
    """An email field as the design system wants it: no placeholder, and what to do when it is empty."""
    field.label, field.help_text = label, hint
    field.widget = forms.EmailInput(attrs={"autocomplete": "email"})
    field.error_messages["required"] = _("Enter your email address")
    others = [validator for validator in field.validators if not isinstance(validator, EmailValidator)]
    field.validators = [*others, validate_address, AS_LONG_AS_KEPT]


def plain_password(field: forms.Field, label: Any, hint: Any = "", *, missing: Any) -> None:
    """A password field; the browser may fill it in."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing


def plain_code(field: forms.Field, label: Any, hint: Any = "") -> None:
    """A code field: digits on a phone's keyboard, filled in by the phone where it can."""
    field.label, field.help_text = label, hint
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    field.widget = forms.TextInput(
        attrs={**attributes, "class": "govuk-input--width-10 govuk-input--extra-letter-spacing"}
    )
    field.error_messages["required"] = _("Enter the code")


NO_CODE = "no_code"


class OnlySixDigits:
    """What is not six digits cannot be the code, and is not compared with it. Spaces and hyphens may stand between."""

    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        if not re.fullmatch(r"[0-9]{6}", re.sub(r"[\s-]", "", self.cleaned_data["code"])):
            raise forms.ValidationError(_("The code is 6 digits. Enter all of them"), code=NO_CODE)
        return str(super().clean_code())  # type: ignore[misc]


def is_no_guess(form: forms.Form) -> bool:
    """Whether nothing was entered that could have been a code."""
    return form.has_error("code", NO_CODE) or form.has_error("code", "required")


EMAIL, SIX_DIGITS = _("Email address"), _("6-digit code")
APP_OR_RECOVERY = _("6 digits from your authenticator app, or a recovery code.")
PASSWORD_MISSING = _("Enter your password")
NEW_PASSWORD_HINT = _("At least 12 characters. Three random words make a good password.")
NEW_PASSWORD_MISSING = _("Enter a new password")


SIGN_IN_ADDRESS = "sign_in_address"  # where a session keeps the address that somebody was led to sign in with


def known_address() -> str:
    """What to fill in for whoever was led to sign in; nothing for everybody else."""
    session = getattr(allauth_context.request, "session", {})
    return str(session.get(SIGN_IN_ADDRESS, ""))


class SignInForm(account.LoginForm):
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_email(self.fields["login"], EMAIL)
        self.fields["login"].initial = known_address()
        plain_password(self.fields["password"], _("Password"), missing=PASSWORD_MISSING)

    def clean(self) -> dict[str, Any]:
        """A refusal stands beside the password, where one mends it, without saying which of the two is wrong."""
        try:
            super().clean()
        except forms.ValidationError as refusal:
            self.add_error("password", refusal)
        return self.cleaned_data


class RequestCodeForm(account.RequestLoginCodeForm):
    """Where to send a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_email(self.fields["email"], EMAIL)
        self.fields["email"].initial = known_address()

    def clean_email(self) -> str:
        """Says what there was too much of; the library speaks of attempts."""
        try:
            return str(super().clean_email())
        except forms.ValidationError as refusal:
            if refusal.code != "too_many_login_attempts":
                raise
            too_many = _("You have asked for too many codes. Wait 5 minutes and try again.")
            raise forms.ValidationError(too_many, code=refusal.code) from refusal


class SignInCodeForm(OnlySixDigits, account.ConfirmLoginCodeForm):
    """The code from the email."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self.fields["code"], SIX_DIGITS)


class ResetPasswordForm(account.ResetPasswordForm):
    """Whose password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_email(self.fields["email"], EMAIL)


class ResetCodeForm(OnlySixDigits, account.ConfirmPasswordResetCodeForm):
    """The code that lets one choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self.fields["code"], SIX_DIGITS)


class EmailCodeForm(OnlySixDigits, account.ConfirmEmailVerificationCodeForm):
    """The code that proves a new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self.fields["code"], SIX_DIGITS)


class OneNewPassword:
    """The new password is typed once: it can be shown while typing, and a mistype is mended by a code."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2")
        plain_password(self.fields["password1"], _("New password"), NEW_PASSWORD_HINT, missing=NEW_PASSWORD_MISSING)


class NewPasswordForm(OneNewPassword, account.ResetPasswordKeyForm):
    """A new password after the code."""


class SetPasswordForm(OneNewPassword, account.SetPasswordForm):
    """A first password, for somebody who signs in with codes."""


class ChangePasswordForm(OneNewPassword, account.ChangePasswordForm):
    """A new password, by somebody who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_password(self.fields["oldpassword"], _("Current password"), missing=_("Enter your current password"))


class ChangeEmailForm(account.AddEmailForm):
    """A new address; it counts when the code sent to it has come back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_email(self.fields["email"], _("New email address"), _("We will send a code to this address."))


class ConfirmPasswordForm(account.ReauthenticateForm):
    """The password again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_password(self.fields["password"], _("Password"), missing=PASSWORD_MISSING)


class SecondStepForm(second_step.AuthenticateForm):
    """The app's code, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self.fields["code"], _("Code"), APP_OR_RECOVERY)


class ConfirmSecondStepForm(second_step.ReauthenticateForm):
    """The app's code again, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self.fields["code"], _("Code"), APP_OR_RECOVERY)


class SetUpSecondStepForm(ActivateTOTPForm):
    """The first code of a new app: proof that it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_code(self.fields["code"], _("6-digit code from the app"))


class DetailsForm(ModelForm):
    """What others see of a person."""

    name = TextField(label=_("Full name"), what=_("your full name"), max_length=200, autocomplete="name")
    phone = TelephoneField(label=_("Phone number"), required=False)

    class Meta:
        model = Person
        fields = ["name", "phone"]
