"""Signing in and one's own account: the library's pages that we need, each named here, and no other."""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as single_sign_on
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path

from accounts import code_pages, views

OURS = {"provider_id": "organisation"}  # as in ltd_portal.sign_in
sign_in = [
    path("", account.login, name="account_login"),
    path("code/", account.request_login_code, name="account_request_login_code"),
    path("code/enter/", code_pages.EnterSignInCode.as_view(), name="account_confirm_login_code"),
    path("second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("organisation/stopped/", single_sign_on.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisation/", openid_connect.login, OURS, name="openid_connect_login"),
    path("organisation/return/", openid_connect.callback, OURS, name="openid_connect_callback"),
]
password = [
    path("", account.password_change, name="account_change_password"),
    path("choose/", account.password_set, name="account_set_password"),
    path("forgotten/", account.password_reset, name="account_reset_password"),
    path("forgotten/code/", code_pages.EnterResetCode.as_view(), name="account_confirm_password_reset_code"),
    path("forgotten/new/", account.complete_password_reset, name="account_complete_password_reset"),
    path("forgotten/done/", account.password_reset_from_key_done, name="account_password_reset_completed"),
]
second = [
    path("", second_step.index, name="mfa_index"),
    path("set-up/", code_pages.SetUpSecondStep.as_view(), name="mfa_activate_totp"),
    path("remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", code_pages.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
urlpatterns = [
    path("", views.overview, name="account"),
    path("details/", views.change_details, name="account_details"),
    path("getting-an-account/", account.signup, name="account_signup"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("sign-in/", include(sign_in)),
    path("sign-out/", account.logout, name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/second-step/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("email/", account.email, name="account_email"),
    path("email/code/", code_pages.EnterEmailCode.as_view(), name="account_email_verification_sent"),
    path("password/", include(password)),
    path("second-step/", include(second)),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/others/end/", views.end_other_sessions, name="end_other_sessions"),
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
]
