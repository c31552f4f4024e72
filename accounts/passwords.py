"""What a password must be, said so that one knows what to do. Length counts; mixtures of signs are not asked for."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters."""

    def get_error_message(self) -> str:
        return _("Password must be %(count)d characters or more") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _("Use at least %(count)d characters. Three random words make a good password.") % {
            "count": self.min_length
        }


class NotTheOwnersName(UserAttributeSimilarityValidator):
    """Not made of the person's name or email address."""

    def get_error_message(self) -> str:
        return _("Password must not be like your name or your email address")

    def get_help_text(self) -> str:
        return _("Do not use your name or your email address.")


class NotCommon(CommonPasswordValidator):
    """Not among the 20,000 that guessers try first."""

    def get_error_message(self) -> str:
        return _("Choose a password that is harder to guess: this one is on lists of common passwords")

    def get_help_text(self) -> str:
        return _("Do not use a password that many people use.")
