"""Gives a person an authenticator app with a known seed; `code_of` is what the app shows now."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from accounts.models import Person

SEED = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def give_second_step(person: Person) -> None:
    """An app and recovery codes, unless the person has them."""
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, SEED)
        RecoveryCodes.activate(person)


def code_of(seed: str = SEED, *, later: int = 0) -> str:
    """Six digits: the code of this half minute, or of one `later`."""
    return format_hotp_value(hotp_value(seed, int(time.time()) // PERIOD + later))
