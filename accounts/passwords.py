"""What a password must be, said so that one knows what to do. Length counts; mixtures of signs are not asked for."""

import re

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
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


ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop", "asdfghjkl", "1234567890")
LONGEST_UNIT = 4  # `abcdabcdabcd` is four letters to a guesser


class NotSimple:
    """Not digits alone, nor a row of keys, nor a few signs over and over."""

    def validate(self, password: str, user: object = None) -> None:
        if is_simple(password):
            words = _("Choose a password that is harder to guess: not only digits, a row of keys or a repeated pattern")
            raise ValidationError(words, code="password_too_simple")

    def get_help_text(self) -> str:
        return _("Do not use only digits, a row of keys or a repeated pattern.")


def is_simple(password: str) -> bool:
    """Whether a guesser needs a rule rather than luck. Spaces and punctuation between digits or letters do not help."""
    plain = re.sub(r"[\W_]", "", password).lower() or password
    return plain.isdecimal() or in_a_row(plain) or any(repeats(text) for text in (plain, password.lower()))


def in_a_row(text: str) -> bool:
    """Along the alphabet or the keyboard, either way, beginning anew at the end."""
    rows = [row * (len(text) // len(row) + 2) for row in ROWS]
    return any(text in row or text[::-1] in row for row in rows)


def repeats(text: str) -> bool:
    """The same few signs over and over; the last time may be cut short."""
    return any(text == (text[:unit] * len(text))[: len(text)] for unit in range(1, LONGEST_UNIT + 1))
