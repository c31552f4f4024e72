"""One settings file for every mode; what differs is said where it differs."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

from ltd_portal import extras
from ltd_portal.environment import Mode, UnsafeEnvironmentError, read_environment, truth
from ltd_portal.logs import logging_settings
from ltd_portal.sign_in import *  # noqa: F403 - one module of settings in capitals, kept apart for its length
from ltd_portal.sign_in import SINGLE_SIGN_ON_ORIGINS

BASE_DIR = Path(__file__).resolve().parent.parent
try:
    ENVIRONMENT = read_environment(os.environ, BASE_DIR)
except UnsafeEnvironmentError as error:
    raise ImproperlyConfigured(str(error)) from error

PRODUCTION = ENVIRONMENT.mode is Mode.PRODUCTION
DEMONSTRATION = ENVIRONMENT.mode is Mode.DEMONSTRATION
TEST = ENVIRONMENT.mode is Mode.TEST
# The pages that only a developer or a visitor of the demonstration needs exist nowhere else.
SHOW_STYLE_PAGE = not PRODUCTION
DEBUG = ENVIRONMENT.debug


def kept_secret_key() -> str:
    """Outside production: made once, kept in the data folder, so that sessions survive a restart."""
    file = ENVIRONMENT.var / "secret-key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key())
    return file.read_text()


SECRET_KEY = ENVIRONMENT.secret_key or kept_secret_key()
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("PORTAL_OLD_SECRET_KEYS", "").split() if key]

BASE_URL = ENVIRONMENT.base_url or f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
ALLOWED_HOSTS = [ENVIRONMENT.host] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
if TEST:
    ALLOWED_HOSTS += ["testserver"]  # what the test client calls itself
CSRF_TRUSTED_ORIGINS = [BASE_URL] if PRODUCTION else []

INSTALLED_APPS = [
    *(["demonstration"] if not PRODUCTION else []),
    "dashboards",
    "grants",
    "projects",
    "selfassessment",
    "ledger",
    "partnerships",
    "accounts",
    "notices",
    "audit",
    "kit.jobs",
    "kit.files",
    "kit.tables",
    "kit.documents",
    "kit.govuk_ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django.contrib.postgres",
    "django_htmx",
    "pgtrigger",
    "accounts.apps.OperatorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "kit.middleware.PlainRequestMiddleware",
    "accounts.middleware.InTurnMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInFirstMiddleware",  # a page is closed unless it says `login_not_required`
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionAgeMiddleware",
    "accounts.middleware.NothingKeptMiddleware",
    "accounts.middleware.LinkRefusalMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "partnerships.middleware.StandingMiddleware",
    "partnerships.middleware.SecondFactorMiddleware",
    "dashboards.middleware.WrongMethodMiddleware",
]

ROOT_URLCONF = "ltd_portal.urls"
WSGI_APPLICATION = "ltd_portal.wsgi.application"
FORM_RENDERER = "kit.govuk_ui.forms.renderer.PlainInputs"
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_FAIL_SILENTLY = False

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", *([BASE_DIR / "tests" / "templates"] if TEST else [])],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["kit.govuk_ui.loading.Directories", "kit.govuk_ui.loading.AppDirectories"],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "kit.govuk_ui.templatetags.govuk",
                "kit.govuk_ui.templatetags.marks",
                "kit.govuk_ui.templatetags.formats",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnerships.context_processors.standing",
                "dashboards.context_processors.navigation",
                "ltd_portal.context_processors.portal",
            ],
        },
    }
]

# Without a URL (a command that needs no database) any use of the database says so, and no other is reached by chance.
DATABASES = {
    "default": dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=60, conn_health_checks=True)
    if ENVIRONMENT.database_url
    else {"ENGINE": "django.db.backends.dummy"}
}
# A server that is gone without a word is given up, and not waited for: seconds, and milliseconds for the last.
if ENVIRONMENT.database_url:
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 10,
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
        **DATABASES["default"].get("OPTIONS", {}),
    }
# Past a pooler, for who sends mail: the lock that says so is of a session.
DIRECT_DATABASE_URL = os.environ.get("DIRECT_DATABASE_URL", "").strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENVIRONMENT.redis_url or "redis://127.0.0.1:6379/0",
        "KEY_PREFIX": "portal",
        "OPTIONS": {"socket_timeout": 5, "socket_connect_timeout": 5},  # seconds
    }
}

# --- People -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "public_home"
INVITATION_DAYS = ENVIRONMENT.invitation_days
SECOND_FACTOR_REQUIRED = not DEMONSTRATION  # of managers, finance officers and operators
if TEST:  # a slow hash, for every person that a test makes, is most of a test's time
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# --- Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]  # each in its own words, for those who look for it
LOCALE_PATHS = [BASE_DIR / "locale"]
# A language is offered when its catalogue is there; with one alone there is nothing to switch.
OFFERED_LANGUAGES = [
    (code, name)
    for code, name in LANGUAGES
    if code == LANGUAGE_CODE or (BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.mo").exists()
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
# Whose bank holidays are no working days: a country, or a country and a part of it, as in ISO 3166.
BANK_HOLIDAYS = os.environ.get("PORTAL_BANK_HOLIDAYS") or "GB-ENG"

# --- Files ------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("PORTAL_STATIC_ROOT") or ENVIRONMENT.var / "static")
if not PRODUCTION:  # nothing is collected here, and WhiteNoise warns of a missing folder
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = Path(os.environ.get("PORTAL_MEDIA_ROOT", ENVIRONMENT.var / "media"))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
UPLOAD_LIMIT = int(os.environ.get("PORTAL_UPLOAD_LIMIT") or 10 * 1024 * 1024)  # bytes
# Run with a file's path added: exit 0 is clean, 1 infected, anything else unknown, and unknown is not served.
SCAN_COMMAND = os.environ.get("PORTAL_SCAN_COMMAND", "")
SCAN_SECONDS = int(os.environ.get("PORTAL_SCAN_SECONDS") or 60)
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False

# --- Mail -------------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("PORTAL_FROM_EMAIL", "Learning to Deliver <portal@portal.example>")
EMAIL_BACKEND = os.environ.get("PORTAL_EMAIL_BACKEND") or (
    "django.core.mail.backends.smtp.EmailBackend" if PRODUCTION else "demonstration.backends.OutboxBackend"
)
EMAIL_HOST = os.environ.get("PORTAL_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("PORTAL_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PORTAL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PORTAL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = truth(os.environ.get("PORTAL_SMTP_TLS", "1" if PRODUCTION else ""))
EMAIL_TIMEOUT = 10  # seconds that a mail server has for each of its answers
MAIL_ANSWER_SECONDS = float(os.environ.get("PORTAL_MAIL_ANSWER_SECONDS") or 60)  # for the one when it has the text
MAIL_PER_MINUTE = ENVIRONMENT.mail_per_minute  # over all workers; 0 is as fast as they can
MAIL_DRAIN_SECONDS = 30  # after so many a worker lets other work have its turn
ANYMAIL = extras.anymail_settings(os.environ.get("PORTAL_ANYMAIL", ""))
MESSAGE_ID_DOMAIN = ENVIRONMENT.host or "portal.example"

# --- Work in the background -------------------------------------------------------------------------------------------
CELERY_BROKER_URL = ENVIRONMENT.redis_url or "redis://127.0.0.1:6379/0"
CELERY_TASK_IGNORE_RESULT = True  # the database holds every result
CELERY_TASK_ACKS_LATE = True  # a dead worker's task is given to another
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 30, "socket_connect_timeout": 5}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "sweep messages": {"task": "notices.tasks.sweep_messages", "schedule": 60.0, "options": {"expires": 55}},
    "send summaries": {
        "task": "notices.tasks.send_summaries",
        "schedule": crontab(hour=7, minute=30, day_of_week="mon-fri"),  # not on bank holidays, which it knows
    },
    "send reminders": {
        "task": "partnerships.tasks.reminders.send_reminders",
        "schedule": crontab(hour=8, minute=0, day_of_week="mon-fri"),  # not on bank holidays, which they know
    },
    "sweep editions": {"task": "kit.documents.tasks.sweep_editions", "schedule": 300.0, "options": {"expires": 240}},
    "sweep jobs": {"task": "kit.jobs.tasks.sweep_jobs", "schedule": 30.0, "options": {"expires": 25}},
    "remove orphaned files": {"task": "kit.files.tasks.remove_orphaned_files", "schedule": crontab(hour=4, minute=10)},
    "clear imports": {"task": "partnerships.tasks.imports.clear_imports", "schedule": crontab(hour=3, minute=50)},
    "clear removed evidence": {
        "task": "selfassessment.tasks.clear_removed_evidence",
        "schedule": crontab(hour=4, minute=0),  # what it leaves on the disk, the next one finds
    },
    "forget ended sessions": {"task": "accounts.tasks.forget_ended_sessions", "schedule": crontab(hour=3, minute=40)},
}

# --- Security ---------------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
CSRF_FAILURE_VIEW = "dashboards.views.public.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *SINGLE_SIGN_ON_ORIGINS],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
LARGEST_REQUEST = 64 * 1024 * 1024  # bytes with all files: above what any form takes, which says so beside its field

extras.report_errors(os.environ.get("PORTAL_SENTRY_DSN", ""))
LOGGING = logging_settings(level=os.environ.get("PORTAL_LOG_LEVEL", "INFO"))
