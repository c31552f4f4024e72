"""The email in which the people of a partnership hear what was decided of its grant, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import Person
from grants.models import Determination, Outcome
from grants.notifications.kinds import AWARDED
from grants.selectors.awards import Award, awards_of
from notices.selectors.choices import Recipient
from notices.services.together import Letter, send_each
from partnerships.models import Role
from partnerships.rules.deadlines import local_day

WHY = "grants/awards/why.html"
Kind = Role.Kind


@dataclass(frozen=True)
class Told:
    """An award as an email tells it: the reason as the letter has it, in plain paragraphs."""

    award: Award
    why: str
    link: str


def tell_awarded(*, determination: Determination, outcomes: Sequence[Outcome], at: datetime) -> int:
    """Tell representatives and champions of everybody decided about, each person once; returns how many.

    `outcomes` have their partnerships loaded. The queries are as many for one partnership as for all.
    """
    people = people_of(determination, at)
    if not people:
        return 0
    concerned = {partnership for _person, held in people for partnership in held}
    awards = awards_of(determination, outcomes, only=concerned)
    told = {award.outcome.partnership_id: as_told(award) for award in awards}
    letters = [
        letter for person, held in people if (letter := letter_to(person, [told[pk] for pk in held if pk in told]))
    ]
    send_each(kind=AWARDED.name, letters=letters, at=at, programme_id=determination.programme_id)
    return len(letters)


def people_of(determination: Determination, at: datetime) -> list[tuple[Person, list[int]]]:
    """Who holds a role of a partnership of the programme on that day, and of which; one query."""
    held = Role.objects.held_on(local_day(at)).filter(
        programme=determination.programme_id, kind__in=Role.OF_A_PARTNERSHIP, person__is_active=True
    )
    found: dict[Person, dict[int, None]] = {}
    for role in held.select_related("person").order_by("person", "partnership__area", "pk"):
        if role.partnership_id:
            found.setdefault(role.person, {})[role.partnership_id] = None
    return [(person, list(partnerships)) for person, partnerships in found.items()]


def as_told(award: Award) -> Told:
    """An award with its reason and the address of its page."""
    return Told(award, reason_of(award), settings.BASE_URL + reverse("award", args=[award.outcome.pk]))


def letter_to(person: Person, told: Sequence[Told]) -> Letter | None:
    """The letter to one person about one award or more; None without any."""
    if not told:
        return None
    determination = told[0].award.determination
    context = {"person": person, "awards": told, "determination": determination, "programme": determination.programme}
    about = {"determination": determination.pk, "awards": [one.award.outcome.pk for one in told]}
    return Letter(Recipient(person.email, person.pk), context, about)


def reason_of(award: Award) -> str:
    """Why, in the words of the page and the letter, as plain paragraphs."""
    drawn = render_to_string(WHY, dict(said_of_reason(award)))
    paragraphs = (" ".join(unescape(strip_tags(part)).split()) for part in drawn.split("</p>"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def said_of_reason(award: Award) -> Mapping[str, object]:
    """What the template of the reason takes."""
    return {
        "award": award,
        "outcome": award.outcome,
        "partnership": award.outcome.partnership,
        "programme": award.determination.programme,
        "settings": award.settings,
        "county_area": award.county_area,
        "css": "",
    }
