"""The kinds of message about one's account. None can be switched off: each may be the first sign of a stranger."""

from django.utils.translation import gettext_lazy as _

from notices.rules.kinds import Kind, register

ACCOUNT = _("Your account")
CODES = _("Codes to sign in, choose a password or prove an address"), _("You ask for each of them, and need it.")
CHANGES = _("Changes to how you sign in"), _("If it was not you who changed something, you must hear of it.")

for name, (label, why) in {
    "sign_in_code": CODES,
    "password_reset_code": CODES,
    "email_code": CODES,
    "unknown_account": CODES,
    "password_chosen": CHANGES,
    "password_changed": CHANGES,
    "email_changed": CHANGES,
    "second_step_added": CHANGES,
    "second_step_removed": CHANGES,
    "recovery_codes_made": CHANGES,
}.items():
    is_code = (label, why) == CODES
    register(
        Kind(
            f"accounts/{name}",
            group=ACCOUNT,
            label=label,
            fixed_because=why,
            can_be_summed_up=False,
            is_asked_for=is_code,
        )
    )
