"""The library's pages where a code is entered, and those after it: what counts as a try, and what is said."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.contrib import messages
from django.contrib.messages import get_messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.forms import is_no_guess
from accounts.selectors import has_second_step
from accounts.views import me


class OnlyGuessesCount:
    """What cannot be a code at all uses up none of the three tries; after the third the page says what happened."""

    request: HttpRequest

    def form_invalid(self, form: Form) -> HttpResponse:
        if is_no_guess(form):
            return self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if answer.status_code == 302:
            list(get_messages(self.request))  # the library's own words, which are for passwords
            again = _("That code no longer works: it was entered wrongly 3 times. Ask for another.")
            messages.error(self.request, again)
        return answer


class EnterSignInCode(OnlyGuessesCount, account.ConfirmLoginCodeView):
    """The code from the email; another can be sent twice."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A wish for another code, when there are no more, is not an attempt to enter one."""
        if request.POST.get("action") == "resend" and not self._process.can_resend:
            messages.error(request, _("We cannot send more codes for now. Wait 5 minutes and start again."))
            return redirect(self.passthrough_next_url(request.path))
        return super().post(request, *args, **kwargs)

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super()._resend_form_valid(form)
        messages.success(self.request, _("We have sent another code. Only the newest one works."))
        return answer


class EnterResetCode(OnlyGuessesCount, account.ConfirmPasswordResetCodeView):
    """The code that lets one choose a new password."""


class EnterEmailCode(OnlyGuessesCount, account.ConfirmEmailVerificationCodeView):
    """The code that proves a new address."""

    def form_invalid(self, form: Form) -> HttpResponse:
        """An address that somebody else has is no fault of the code: back to where the address is typed."""
        if self.stage is None and form.has_error("code", "email_taken"):
            self._process.abort()
            messages.error(self.request, str(form.errors["code"][0]))
            return redirect("account_email")
        return super().form_invalid(form)


class SetUpSecondStep(totp.ActivateTOTPView):
    """The app's first code is as good a proof as signing in: the recovery codes follow without asking for another."""

    def form_valid(self, form: Form) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        kind = Authenticator.Type.TOTP.value
        record_authentication(self.request, self.request.user, method="mfa", type=kind, reauthenticated=True)
        return answer


class NewRecoveryCodes(recovery_codes.GenerateRecoveryCodesView):
    """Recovery codes stand in for an app: without one, first comes the page where it is set up."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().get(request, *args, **kwargs) if has_second_step(me(request)) else redirect("mfa_index")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().post(request, *args, **kwargs) if has_second_step(me(request)) else redirect("mfa_index")
