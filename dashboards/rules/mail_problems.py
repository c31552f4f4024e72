"""Why a message did not go, as a code that a page has words for: `dashboards/mail/problems/<code>.html`."""

import re
from collections.abc import Mapping

OTHER = "other"
CODE = re.compile(r"[a-z]+(_[a-z]+)*\Z")
DIGITS = re.compile(r"\b([45])(\d\d)\b")
# What a mail server's three digits mean to people. Source: RFC 5321, 4.2.3; RFC 3463, 3.2 and 3.3.
ANSWERS: Mapping[str, str] = {
    "550": "address_refused",
    "551": "address_refused",
    "553": "address_refused",
    "552": "mailbox_full",
    "452": "mailbox_full",
    "554": "refused",
    "530": "sign_in_refused",
    "534": "sign_in_refused",
    "535": "sign_in_refused",
}
EXCEPTIONS: Mapping[str, str] = {
    "SecretLost": "secret_lost",
    "UnknownSecretError": "secret_lost",
    "UnknownMakerError": "secret_lost",
    "LinkTooLateError": "link_too_late",
    "SMTPRecipientsRefused": "address_refused",
    "SMTPAuthenticationError": "sign_in_refused",
    "ValueError": "unsendable",
    "UnicodeEncodeError": "unsendable",
    "BadHeaderError": "unsendable",
    "HeaderParseError": "unsendable",
}
AWAY = re.compile(r"Timeout|Connection|Disconnected|gaierror|herror|OSError|SSL|ConnectError|HeloError", re.IGNORECASE)


def code_of_problem(problem: str) -> str:
    """From what the pipe wrote: a code stays one, `SMTPDataError 451` is told by its digits, the rest by its class.

    Empty for no problem.
    """
    if not problem or CODE.match(problem):
        return problem
    if found := DIGITS.search(problem):
        return ANSWERS.get(found[0], "refused" if found[1] == "5" else "busy")
    name = problem.split()[0].rstrip(":")
    return EXCEPTIONS.get(name) or ("server_away" if AWAY.search(name) else OTHER)
