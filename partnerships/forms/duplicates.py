"""What is asked before several contacts are made one: where each part comes from."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.formats import long_date
from partnerships.models import Contact
from partnerships.rules.duplicates import CHOSEN, JOINED, differing
from partnerships.rules.topics import tidy_topics

LABELS = {
    "name": _("Full name"),
    "job_title": _("Job title"),
    "organisation": _("Organisation"),
    "partnership": "",  # in the region's words
    "email": _("Email address"),
    "phone": _("Phone number"),
    "topics": _("Topics"),
    "consent": _("What they agreed to"),
}
NOTHING = _("Nothing")


class MergeForm(forms.Form):
    """A radio for each contact in every part where they differ; `seen` holds their versions."""

    def __init__(self, data: Any, *, contacts: Sequence[Contact]) -> None:
        super().__init__(data)
        self.contacts = contacts
        self.labels = {**LABELS, "partnership": capfirst(contacts[0].programme.word("partnership"))}
        told = [{part: in_words(contact, part) for part in CHOSEN} for contact in contacts]
        self.parts = differing(
            [words | {"partnership": each.partnership_id} for each, words in zip(contacts, told, strict=True)]
        )
        self.told = dict(zip((contact.pk for contact in contacts), told, strict=True))
        self.same = [(self.labels[part], told[0][part]) for part in CHOSEN if part not in self.parts]
        for part in self.parts:
            self.ask(part, [words[part] for words in told])

    def ask(self, part: str, words: Sequence[str]) -> None:
        """Which of them; at first the fullest of topics, and the first that has anything at all."""
        options = [(str(contact.pk), label) for contact, label in zip(self.contacts, told_apart(words), strict=True)]
        first = next((str(each.pk) for each, said in zip(self.contacts, words, strict=True) if said), options[0][0])
        joined = [(str(JOINED), _("All of them together"))] if part == "topics" and sum(map(bool, words)) > 1 else []
        self.fields[part] = forms.RadiosField(
            what=format_lazy(_("where to take this from: {part}"), part=self.labels[part]),
            label=self.labels[part],
            choices=[*joined, *options],
            initial=str(JOINED) if joined else first,
            marks={"small": True},
        )

    @property
    def sources(self) -> dict[str, int]:
        """Each part that differs to the id of the contact it comes from."""
        return {part: int(self.cleaned_data[part]) for part in self.parts}

    @property
    def each_with_the_rest(self) -> list[tuple[Contact, list[Contact]]]:
        """Each contact, and who would be left without it."""
        return [(each, [other for other in self.contacts if other != each]) for each in self.contacts]

    @property
    def outcome(self) -> list[tuple[Any, str]]:
        """Each part of the contact that would be, in words."""
        words = {part: self.told[self.contacts[0].pk][part] for part in CHOSEN}
        words |= {part: self.told[source][part] for part, source in self.sources.items() if source != JOINED}
        if self.sources.get("topics") == JOINED:
            words["topics"] = ", ".join(tidy_topics(topic for each in self.contacts for topic in each.topics))
        return [(self.labels[part], words[part]) for part in CHOSEN]


def told_apart(words: Sequence[str]) -> list[str]:
    """What the contacts say, as labels: those that read alike say which contact, by its number, it is from."""
    labels = [said or str(NOTHING) for said in words]
    return [
        str(_("{said} (contact {n})")).format(said=said, n=number) if labels.count(said) > 1 else said
        for number, said in enumerate(labels, 1)
    ]


def in_words(contact: Contact, part: str) -> str:
    """A part of a contact as people read it; empty where there is nothing."""
    match part:
        case "partnership":
            return contact.partnership.name if contact.partnership else str(_("The region as a whole"))
        case "topics":
            return ", ".join(contact.topics)
        case "consent":
            return consent_in_words(contact)
    return str(getattr(contact, part))


def consent_in_words(contact: Contact) -> str:
    """The whole of a consent record in a line."""
    if contact.consent_wording is None or contact.consented_on is None:
        return ""
    said = _("Wording {key}, on {day}, {how}. {shared}")
    shared = _("Shown to agencies") if contact.share_with_agencies else _("Not shown to agencies")
    how = contact.how_agreed[:1].lower() + contact.how_agreed[1:]
    return str(
        format_lazy(said, key=contact.consent_wording.key, day=long_date(contact.consented_on), how=how, shared=shared)
    ).replace(", .", ".")
