"""What the delivery record is narrowed by."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dashboards.selectors.mail import Narrowed
from dashboards.selectors.mail_words import kinds_in
from kit.govuk_ui.filters import Choice, Filters, Words
from notices.models import Message
from partnerships.models import Programme


class MessageFilters(Filters):
    """By words, state and kind."""

    def __init__(self, request: HttpRequest, programme: Programme) -> None:
        word = programme.word("partnership")
        super().__init__(
            request,
            Words(_("Subject, name, email or {partnership}").format(partnership=word)),
            Choice("state", _("State"), Message.State.choices, say_label=False),
            Choice("kind", _("Kind of email"), kinds_in(), say_label=False),
        )

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed(self.given("q"), self.given("state"), self.given("kind"))

    def without(self, name: str) -> str:
        """From the newest on."""
        rest = self.request.GET.copy()
        for part in (name, "before", "format"):
            rest.pop(part, None)
        return rest.urlencode()
