"""How people sign in: the settings of django-allauth and of passwords. `settings` takes in every name in capitals."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

MINUTE = 60
HOUR = 60 * MINUTE

# --- Passwords --------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.passwords.NotTheOwnersName", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "accounts.passwords.NotCommon"},
    {"NAME": "accounts.passwords.NotSimple"},
]

# --- Signing in -------------------------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up is closed; the sign-in form reads its fields from here
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # a mail goes out either way, so that nothing tells who has an account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * MINUTE
ACCOUNT_CHANGE_EMAIL = True  # one address a person; the old one counts until the new one is proven
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * MINUTE
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # codes, not links: mail scanners open links
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * MINUTE
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * MINUTE
ACCOUNT_LOGIN_TIMEOUT = 15 * MINUTE
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this session stays; every other one ends
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "accounts.selectors.display_name"
# Kept in Redis. `key` is the address typed, `ip` the visitor's: a guesser is slowed by both. No window is longer
# than the five minutes that the pages name.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/5m/key",
    "reset_password": "20/m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "3/5m/key",
    "signup": "20/m/ip",
}
# How many proxies of ours stand before the portal: without this number no forwarded address is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PORTAL_TRUSTED_PROXIES", "0"))
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "request_login_code": "accounts.forms.RequestCodeForm",
    "confirm_login_code": "accounts.forms.SignInCodeForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "confirm_password_reset_code": "accounts.forms.ResetCodeForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "add_email": "accounts.forms.ChangeEmailForm",
    "confirm_email_verification_code": "accounts.forms.EmailCodeForm",
    "reauthenticate": "accounts.forms.ConfirmPasswordForm",
}

# --- Second factor ----------------------------------------------------------------------------------------------------
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Learning to Deliver"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute out
MFA_RECOVERY_CODE_COUNT = 10
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondStepForm",
    "reauthenticate": "accounts.forms.ConfirmSecondStepForm",
    "activate_totp": "accounts.forms.SetUpSecondStepForm",
}

# --- Sessions ---------------------------------------------------------------------------------------------------------
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # however one signed in: the library sees to it for passwords alone
SESSION_LONGEST = 12 * HOUR  # after this, sign in again however busy one was
SESSION_COOKIE_AGE = SESSION_LONGEST
SESSION_IDLE_LIMIT = 2 * HOUR
SESSION_SEEN_EVERY = 5 * MINUTE  # how often "last seen" is written down

# --- Single sign-on ---------------------------------------------------------------------------------------------------
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the organisation's service vouches for the address
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False


def single_sign_on(environment: Mapping[str, str]) -> dict[str, Any]:
    """The one OpenID Connect provider that the environment names; none unless address and client id are both there."""
    url = environment.get("PORTAL_OIDC_URL", "").strip()
    client = environment.get("PORTAL_OIDC_CLIENT_ID", "").strip()
    if not (url and client):
        return {}
    app = {
        "provider_id": "organisation",
        "name": environment.get("PORTAL_OIDC_NAME", "").strip() or "your organisation",
        "client_id": client,
        "secret": environment.get("PORTAL_OIDC_SECRET", ""),
        "settings": {"server_url": url, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [app]}}


def origins(providers: Mapping[str, Any]) -> list[str]:
    """Where the sign-in button may lead, for the content security policy: `https://login.example.org`."""
    apps = providers.get("openid_connect", {}).get("APPS", [])
    parts = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{part.scheme}://{part.netloc}" for part in parts]


SOCIALACCOUNT_PROVIDERS = single_sign_on(os.environ)
SINGLE_SIGN_ON_ORIGINS = origins(SOCIALACCOUNT_PROVIDERS)
