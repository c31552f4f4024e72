"""What a list of contacts is narrowed by."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kit.govuk_ui.filters import Choice, Filter, Filters, Tick, Words
from kit.search import patterns_of
from partnerships.models import Programme
from partnerships.selectors.contact_list import Narrowed, too_old


class ContactFilters(Filters):
    """What a list of contacts is narrowed to; `places` are pairs of an id and an area.

    Topics and sharing are asked of the manager alone (None: not asked), who is unchecked of those who may check.
    """

    def __init__(
        self,
        request: HttpRequest,
        *,
        programme: Programme,
        places: Sequence[tuple[int, str]],
        topics: Sequence[str] | None,
        checks: bool,
        on: date,
    ) -> None:
        self.programme, self.on = programme, on
        several = [(str(pk), area) for pk, area in places] if len(places) > 1 else []
        super().__init__(
            request,
            Words(_("Name, email or organisation")),
            Choice("partnership", capfirst(programme.word("partnership")), several, say_label=False),
            *([] if topics is None else consent_filters(topics)),
            *([unchecked(programme.contact_months)] if checks else []),
        )

    @property
    def narrowed(self) -> Narrowed:
        """What they come to."""
        place, topic, shared = (self.given(name) for name in ("partnership", "topic", "shared"))
        return Narrowed(
            patterns=patterns_of(self.given("q")) or None,
            partnership=int(place) if place else None,
            topic=topic or None,
            before=too_old(self.programme, self.on) if self.given("stale") else None,
            shared=shared == "yes" if shared else None,
        )


def consent_filters(topics: Sequence[str]) -> Iterator[Filter]:
    """What a contact agreed to."""
    yield Choice("topic", _("Topic"), [(topic, topic) for topic in topics], say_label=False)
    yield Choice("shared", _("Shown to support agencies"), [("yes", _("Shown")), ("no", _("Not shown"))])


def unchecked(months: int) -> Tick:
    """Only those whom nobody has checked for so long."""
    words = ngettext("Not checked for {months} month", "Not checked for {months} months", months)
    return Tick("stale", words.format(months=months))
