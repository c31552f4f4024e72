"""Email addresses as the portal takes them, typed or from a file: plain characters that everybody can see and type.

An address with an invisible character, or with a letter that only looks like another, is never answered; and two that
look alike would be two people. A domain with letters of its own has a plain form (`xn--…`), which is taken.
"""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

UNSEEN, LETTERS = "unseen", "letters"
MARKS = '"()<>[],;:\\ '  # mail could carry some of these in quotation marks; nobody's address has them
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols that are blank

is_address = EmailValidator(allowlist=[])


def validate_address(text: str) -> None:
    """Raises ValidationError with the code `unseen`, `letters` or `invalid`."""
    if any(is_unseen(letter) for letter in text):
        said = _("The email address has a character that cannot be seen. Delete the whole address and type it again")
        raise ValidationError(said, code=UNSEEN)
    if not text.isascii():
        said = _("Email address must use the letters a to z without accents, like name@example.com")
        raise ValidationError(said, code=LETTERS)
    if any(mark in text for mark in MARKS):
        raise ValidationError(EmailValidator.message, code="invalid")
    is_address(text)


def is_unseen(letter: str) -> bool:
    """Control and format characters, every space but the plain one, blank letters, and marks that sit on another."""
    kind = unicodedata.category(letter)
    return letter != " " and (kind[0] in "CZ" or kind == "Mn" or letter in FILLERS)
