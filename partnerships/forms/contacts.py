"""What is asked of a contact."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.forms import CharField, HiddenInput
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from kit.govuk_ui import forms
from kit.govuk_ui.forms.formsets import copied
from partnerships.forms.written_for import WrittenForMixin
from partnerships.models import ConsentWording, Contact, Partnership, Programme
from partnerships.rules.topics import LONGEST, spelled_as_before, too_long, topics_in

REGION = "region"  # in place of a partnership
MOST_TOPICS = 20
SAME, ANOTHER = "same", "another"
ANOTHER_ADDRESS = _(
    "With another address, they must agree again before the programme writes to them. "
    "Tell the programme manager when they have."
)
ASKED_OF_MANAGERS = ("topics", "agreed", "share_with_agencies")
ABOUT_CONSENT = ("topics", "agreed", "wording", "consented_on", "consented_how", "share_with_agencies")


class ContactForm(forms.VersionedFormMixin, forms.Form):
    """A contact, new or changed. Without `wordings` nothing is asked about consent: that is the manager's alone."""

    reveals: ClassVar[Any] = {"agreed": {"yes": ["wording", "consented_on", "consented_how"]}}

    name = forms.TextField(what=_("their name"), label=_("Full name"), max_length=200, autocomplete="off")
    job_title = forms.TextField(what=_("the job title"), label=_("Job title"), max_length=200, required=False)
    organisation = forms.TextField(
        what=_("the organisation"),
        label=_("Organisation"),
        hint=_("Who they work for, such as a council, the police or a charity."),
        max_length=200,
        required=False,
    )
    partnership = forms.SelectField(what=_("a partnership"), label=_("Partnership"))
    email = forms.EmailField(label=_("Email address"), required=False, autocomplete="off")
    phone = forms.TelephoneField(label=_("Phone number"), required=False, autocomplete="off")
    checked_on = forms.DateField(
        what=_("the date of the last check"),
        label=_("Last checked"),
        hint=_("When somebody last made sure that all of this is right. Leave it empty if nobody has."),
        required=False,
    )
    topics = forms.TextField(
        what=_("the topics"),
        label=_("Topics they want to hear about"),
        hint=_("Put a comma or semicolon between topics, for example: housing; older people"),
        required=False,
    )
    agreed = forms.YesNoField(
        what=_("yes if they agreed to hear from the programme"),
        label=_("Have they agreed to hear from the programme?"),
        marks={"inline": False},
    )
    wording = forms.RadiosField(what=_("what they agreed to"), label=_("What did they agree to?"))
    consented_on = forms.DateField(what=_("the date they agreed"), label=_("When did they agree?"))
    consented_how = forms.RadiosField(
        what=_("how they agreed"), label=_("How did they agree?"), choices=Contact.How.choices
    )
    share_with_agencies = forms.TickField(
        what=_("whether agencies may see them"), label=_("They may be shown to support agencies")
    )
    same_person = forms.RadiosField(
        what=_("whether it is the same person"),
        label=_("Is it still the same person?"),
        hint=_(
            "The name and the email address are both new. What somebody agreed to is not handed on to another person."
        ),
        choices=[
            (SAME, _("Yes, the same person: what they agreed to stands")),
            (ANOTHER, _("No, somebody else: what was agreed to ends")),
        ],
    )
    known = CharField(required=False, widget=HiddenInput)

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        contact: Contact | None,
        places: Sequence[Partnership],
        anywhere: bool,
        wordings: Sequence[ConsentWording] | None,
        on: date,
        cancel_url: str,
        **options: Any,
    ) -> None:
        options["initial"] = (initial_of(contact) if contact else {"checked_on": on}) | options.get("initial", {})
        super().__init__(*args, version=contact.version if contact else 0, **options)
        self.places = {str(place.pk): place for place in places}
        self.wordings = {str(wording.pk): wording for wording in wordings or ()}
        self.twins: tuple[Contact, ...] = ()
        self.cancel_url = cancel_url
        forms.limit_date(self, "checked_on", today=on, latest=on)
        forms.limit_date(self, "consented_on", today=on, latest=on)
        self.ask_where(programme, anywhere)
        self.ask_about_consent(wordings)
        self.who_it_is = self.fields["same_person"]
        if not (contact and wordings and self.add_prefix("same_person") in self.data):
            del self.fields["same_person"]  # until the service wants to know
        if contact and wordings is None:
            self.fields["email"].help_text = ANOTHER_ADDRESS

    def ask_where(self, programme: Programme, anywhere: bool) -> None:
        """In the region's words, and only when there is a choice."""
        choices = [(key, place.name) for key, place in self.places.items()]
        if not anywhere and len(choices) == 1:
            del self.fields["partnership"]
            return
        word = programme.word("partnership")
        region = [(REGION, _("The region as a whole"))] if anywhere else []
        self.fields["partnership"] = forms.SelectField(
            what=format_lazy(_("the {word}"), word=word),
            label=capfirst(word),
            choices=forms.SelectField.with_a_first_line([*region, *choices]),
        )

    def ask_about_consent(self, wordings: Sequence[ConsentWording] | None) -> None:
        """Of the manager; with no wording to agree to, there are topics alone."""
        unasked = ABOUT_CONSENT if wordings is None else () if wordings else ABOUT_CONSENT[1:]
        for name in unasked:
            del self.fields[name]
        if "agreed" not in self.fields:
            self.reveals = {}  # type: ignore[misc]
        else:
            self.fields["wording"].choices = [  # type: ignore[attr-defined]
                (key, wording.text) for key, wording in self.wordings.items()
            ]

    @property
    def helper(self) -> Any:
        """Who they are and how to reach them; then, for the manager, what they agreed to."""
        who = [name for name in ("name", "job_title", "organisation", "partnership") if name in self.fields]
        consent = [name for name in ("same_person", *ASKED_OF_MANAGERS) if name in self.fields]
        label = _("Save anyway") if self.twins else _("Save")
        return forms.helper(
            forms.Fieldset(_("Who they are"), *who),
            forms.Fieldset(_("How to reach them"), "email", "phone", "checked_on"),
            *([forms.Fieldset(_("What they agreed to"), *consent)] if consent else []),
            forms.Buttons(forms.Button(label), forms.Link(_("Cancel"), self.cancel_url)),
            render_hidden_fields=True,
        )

    def clean_topics(self) -> tuple[str, ...]:
        topics = topics_in(self.cleaned_data["topics"])
        if long := too_long(topics):
            message = _("Each topic must be {limit} characters or less. Shorten ‘{topic}’")
            raise ValidationError(format_lazy(message, limit=LONGEST, topic=f"{long[0][:40]}…"))
        if len(topics) > MOST_TOPICS:
            raise ValidationError(format_lazy(_("Enter {limit} topics or fewer"), limit=MOST_TOPICS))
        return topics

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("share_with_agencies") and cleaned.get("agreed") is False:
            self.add_error(
                "share_with_agencies",
                _(
                    "They can be shown to agencies only when they have agreed. "
                    "Say what they agreed to, or take the tick away"
                ),
            )
        return cleaned

    @property
    def known_ids(self) -> list[int]:
        """Contacts like this one that the person was told of, and means to save beside."""
        return [int(key) for key in self.cleaned_data["known"].split(",") if key.isdecimal() and len(key) < 19]

    def facts(self, known_topics: Collection[str] = ()) -> dict[str, Any]:
        """What to save; nothing about what was not asked."""
        given = self.cleaned_data
        plain = ("name", "job_title", "organisation", "email", "phone", "checked_on")
        facts = {name: given[name] for name in plain}
        place = given["partnership"] if "partnership" in self.fields else next(iter(self.places))
        facts["partnership"] = self.places.get(place)
        if "topics" in self.fields:
            facts["topics"] = spelled_as_before(given["topics"], known_topics)
        if "same_person" in self.fields:
            facts["same_person"] = given["same_person"] == SAME
        if "agreed" in self.fields:
            facts["consent_wording"] = self.wordings.get(given["wording"]) if given["agreed"] else None
            facts["consented_on"] = given["consented_on"] if given["agreed"] else None
            facts["consented_how"] = given["consented_how"] if given["agreed"] else ""
            facts["share_with_agencies"] = given["share_with_agencies"]
        return facts

    def ask_who_it_is(self) -> None:
        """They agreed, and have another name and another address: is this still the same person?"""
        self.fields["same_person"] = self.who_it_is
        self.add_error("same_person", self.who_it_is.error_messages["required"])

    def tell_of(self, twins: tuple[Contact, ...]) -> None:
        """Somebody like this is there already: say so beside the field, and let the next press be a deliberate one."""
        same_address = any(twin.email and twin.email == self.cleaned_data["email"].lower() for twin in twins)
        names = ", ".join(twin.name for twin in twins)
        sentence = (
            _("There is a contact with this address: {names}. Save anyway if they are two people")
            if same_address
            else _("There is a contact with this name here: {names}. Save anyway if they are two people")
        )
        self.add_error("email" if same_address else "name", format_lazy(sentence, names=names))
        self.twins = twins
        self.data = changed = copied(self.data)
        changed[self.add_prefix("known")] = ",".join(str(twin.pk) for twin in twins)


class AddContactForm(WrittenForMixin, ContactForm):
    """Somebody new in the programme of the page."""


def initial_of(contact: Contact) -> dict[str, Any]:
    """A contact as the form shows it."""
    plain = ("name", "job_title", "organisation", "email", "phone", "checked_on", "consented_on")
    return {
        **{name: getattr(contact, name) for name in plain},
        "partnership": str(contact.partnership_id or REGION),
        "topics": "; ".join(contact.topics),
        "agreed": contact.consent_wording_id is not None,
        "wording": str(contact.consent_wording_id or ""),
        "consented_how": contact.consented_how if contact.consented_how in Contact.How.values else Contact.How.OTHER,
        "share_with_agencies": contact.share_with_agencies,
    }
