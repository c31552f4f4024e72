"""Where django-allauth asks the portal: mail, closed sign-up, plain refusals, encrypted secrets, single sign-on."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.encryption import decrypt, encrypt
from notices.services import sending as notices

# The library's name of a mail, and ours under templates/emails/.
KINDS = {
    "account/email/login_code": "accounts/sign_in_code",
    "account/email/password_reset_code": "accounts/password_reset_code",
    "account/email/email_confirmation": "accounts/email_code",
    "account/email/email_confirmation_signup": "accounts/email_code",
    "account/email/unknown_account": "accounts/unknown_account",
    "account/email/password_changed": "accounts/password_changed",
    "account/email/password_set": "accounts/password_chosen",
    "account/email/password_reset": "accounts/password_changed",
    "account/email/email_changed": "accounts/email_changed",
    "mfa/email/totp_activated": "accounts/second_step_added",
    "mfa/email/totp_deactivated": "accounts/second_step_removed",
    "mfa/email/recovery_codes_generated": "accounts/recovery_codes_made",
}
PLAIN = ("from_email", "to_email", "timestamp", "user_agent")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; every mail goes through the queue of `notices`."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The email address or password is not right"),
        "enter_current_password": _("That is not your current password"),
        "incorrect_password": _("The password is not right"),
        "incorrect_code": _("The code is not right. Check the code and enter it again"),
        "too_many_login_attempts": _("Too many attempts. Wait 5 minutes and try again"),
        "rate_limited": _("Too many attempts. Wait 5 minutes and try again"),
        "email_taken": _("You cannot use this email address. Enter a different one"),
        "duplicate_email": _("This is already your email address"),
        "same_as_current": _("This is already your email address"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """What is no address at all, `http://[`, is not one of ours either: the library would raise ValueError."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """One message by `notices`; raises KeyError for a mail of the library that has no words here."""
        kind = KINDS[template_prefix]
        notices.send(
            kind,
            email,
            {name: context[name] for name in PLAIN if name in context},
            secrets=secrets_of(context),
            language=getattr(allauth_context.request, "LANGUAGE_CODE", None),
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in moments ago is not asked again at once."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        request = allauth_context.request
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0)
        return time.time() - newest >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: object) -> str:
        return reverse("account")


def secrets_of(context: dict[str, Any]) -> dict[str, str]:
    """What must never be stored. A mail to an unknown address has one too, so that it is sent as a code is sent:
    at once, by this process, and the page takes as long to answer as for a known address."""
    if "code" in context:
        return {"code": context["code"]}
    return {"help_link": context["signup_url"]} if "signup_url" in context else {}


class SecondFactorAdapter(DefaultMFAAdapter):
    """The seed of the codes lies encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Wait for your app to show a new one and enter that"),
        "unverified_email": _("Confirm your email address first"),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in those who have an account with the address that their organisation vouches for, and nobody else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Signing in is the only thing to be had here: no connecting of accounts."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_login"))
