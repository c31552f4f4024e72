"""The audit trail in plain words: a sentence for each action, with `{subject}` for what it was done to."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS: Mapping[str, Promise] = {
    "partnership": gettext_lazy("Partnerships"),
    "role": gettext_lazy("Roles"),
    "invitation": gettext_lazy("Invitations"),
    "contact": gettext_lazy("Contacts"),
    "programme": gettext_lazy("The year"),
    "terms": gettext_lazy("Rates and rules"),
    "budget": gettext_lazy("Budget"),
    "import": gettext_lazy("Imports"),
    "project": gettext_lazy("Projects"),
    "submission": gettext_lazy("Submission"),
}
SENTENCES: Mapping[str, Promise] = {
    "partnership.added": gettext_lazy("Added {subject} to the directory"),
    "partnership.changed": gettext_lazy("Changed the entry of {subject}"),
    "role.given": gettext_lazy("Gave {subject} a role"),
    "role.ended": gettext_lazy("Set the last day of a role of {subject}"),
    "role.corrected": gettext_lazy("Corrected a role of {subject}"),
    "role.switched": gettext_lazy("Went on in another of their own roles"),
    "invitation.made": gettext_lazy("Wrote an invitation to {subject}"),
    "invitation.changed": gettext_lazy("Changed the invitation to {subject}"),
    "invitation.sent": gettext_lazy("Sent an invitation to {subject}"),
    "invitation.withdrawn": gettext_lazy("Withdrew the invitation to {subject}"),
    "invitation.accepted": gettext_lazy("Accepted the invitation to {subject}"),
    "contact.added": gettext_lazy("Added the contact {subject}"),
    "contact.changed": gettext_lazy("Changed the contact {subject}"),
    "contact.checked": gettext_lazy("Checked the contact {subject}"),
    "contact.merged": gettext_lazy("Made one contact of two: {subject}"),
    "contact.removed": gettext_lazy("Removed a contact"),
    "contact.wording_added": gettext_lazy("Added a wording of consent"),
    "contact.consent_imported": gettext_lazy("Took over what the contact {subject} agreed to"),
    "contact.consent_withdrawn": gettext_lazy("Withdrew the consent of the contact {subject}"),
    "programme.added": gettext_lazy("Added the year"),
    "programme.changed": gettext_lazy("Changed the year’s facts"),
    "programme.copied": gettext_lazy("Began the year from the one before"),
    "programme.step_confirmed": gettext_lazy("Looked through a step of setting up the year"),
    "programme.words_changed": gettext_lazy("Changed the region’s own words"),
    "programme.dates_changed": gettext_lazy("Changed key dates"),
    "programme.moved": gettext_lazy("Moved the days of the demonstration"),
    "programme.opened": gettext_lazy("Opened the year"),
    "programme.closed": gettext_lazy("Closed the year"),
    "terms.drafted": gettext_lazy("Drafted version {number} of rates and rules"),
    "terms.put_into_force": gettext_lazy("Put version {number} of rates and rules into force"),
    "terms.discarded": gettext_lazy("Discarded the draft of version {number} of rates and rules"),
    "budget.added": gettext_lazy("Added the budget line {subject}"),
    "budget.changed": gettext_lazy("Changed the budget line {subject}"),
    "budget.removed": gettext_lazy("Removed a budget line"),
    "budget.copied": gettext_lazy("Took over last year’s budget lines"),
    "import.applied": gettext_lazy("Brought in a file of {kind}"),
    "import.expired": gettext_lazy("Cancelled the import of a file that nobody ended in 30 days"),
    "import.forgotten": gettext_lazy("Forgot the rows of a file 30 days after its import"),
    "import.cancelled": gettext_lazy("Cancelled the import of a file"),
    # A project is named by its partnership: the words of a draft are not for who reads the trail (row 10).
    "project.started": gettext_lazy("Began the project of {subject}"),
    "project.written": gettext_lazy("Changed the words of the project of {subject}"),
    "project.opened_to_advisers": gettext_lazy("Let advisers read the draft of the project of {subject}"),
    "project.kept_from_advisers": gettext_lazy("Let advisers no longer read the draft of the project of {subject}"),
    "project.shared": gettext_lazy("Shared the project of {subject} in its locality"),
    "project.received": gettext_lazy("Confirmed receipt of the project of {subject}"),
    "project.endorsement_asked": gettext_lazy("Asked the champion of {subject} to endorse its project"),
    "project.endorsement_asked_again": gettext_lazy("Asked the champion of {subject} again to endorse its project"),
    "project.endorsed": gettext_lazy("Endorsed the project of {subject}"),
    "project.returned": gettext_lazy("Returned the project of {subject} with a reason"),
    "project.submitted": gettext_lazy("Submitted the project of {subject}"),
    "project.withdrawn": gettext_lazy("Withdrew the project of {subject}"),
    "submission.closed": gettext_lazy("Closed submission early"),
    "submission.reopened": gettext_lazy("Undid the early closing of submission"),
    "submission.admitted": gettext_lazy("Let {subject} submit late"),
    "submission.sealed": gettext_lazy("Ended submission with the decision on the grants"),
}
# What was and what became may be told where it is about no person.
TOLD = ("partnership", "programme", "budget")
MOST_LETTERS = 60


def sentence(action: str, subject: str, details: Mapping[str, Any]) -> str:
    """What was done; an action without a sentence is still told, by its own name."""
    words = SENTENCES.get(action)
    if words is None:
        room, _dot, verb = action.partition(".")
        return f"{room.capitalize()}: {verb.replace('_', ' ')}"
    name = subject or _("somebody or something no longer kept")
    said = str(words).format(subject=name, number=details.get("number", ""), kind=details.get("kind", ""))
    return _("{what}, by a file").format(what=said) if "import_entry" in details else said


def changed(action: str, details: Mapping[str, Any]) -> list[str]:
    """`name: “A” became “B”`, of each field that changed."""
    if action.partition(".")[0] not in TOLD:
        return []
    pairs = details.get("fields", details)
    found = pairs.items() if isinstance(pairs, dict) else ()
    return [
        _("{field}: {old} became {new}").format(field=field.replace("_", " "), old=said(was), new=said(now))
        for field, (was, now) in ((name, pair) for name, pair in found if is_pair(pair))
    ]


def is_pair(value: Any) -> bool:
    """What was and what became."""
    return isinstance(value, list) and len(value) == 2  # noqa: PLR2004


def said(value: Any) -> str:
    """A value between quotation marks, cut where it is long."""
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = str(value)
    return f"“{text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + '…'}”"
