"""Asks every declared page as one actor and tells each answer that the access table does not allow."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access.actors import Actor
from tests.access.declaration import Page, missing
from tests.access.reading import steady, told
from tests.access.state import undone
from tests.access.things import Planter, Thing
from tests.factories import World

METHODS = ("GET", "POST")


@dataclass(frozen=True)
class Answer:
    """What came back, and what the request would have left behind."""

    status: int
    location: str
    text: str
    changed: tuple[str, ...]
    letters: int

    @property
    def is_refusal(self) -> bool:
        return self.status == 404 or self.is_sign_in

    @property
    def is_sign_in(self) -> bool:
        return self.status == 302 and urlsplit(self.location).path in sign_in_addresses()

    @property
    def deeds(self) -> str:
        """What it did, in words; empty when nothing."""
        deeds = [f"changed {', '.join(self.changed)}"] if self.changed else []
        return " and ".join(deeds + ([f"sent {self.letters} letters"] if self.letters else []))


def sign_in_addresses() -> set[str]:
    """Where visitors are sent to: the portal's own sign-in, and the admin's, which sends them on to it."""
    portal = {resolve_url(settings.LOGIN_URL)}
    with suppress(NoReverseMatch):  # a URLconf made for a test has no admin
        portal.add(reverse("admin:login"))
    return portal


@dataclass
class Check:
    """One actor's visit to every page. All is planted before the first is asked: any page could give any of it away."""

    actor: Actor
    world: World
    client: Client
    pages: Sequence[Page]
    planted: dict[Planter, list[Thing]] = field(default_factory=dict)
    nowhere: dict[tuple[str, str, str], Answer] = field(default_factory=dict)

    def plant(self) -> None:
        person = self.actor.person(self.world)
        for planter in [planter for page in self.pages for planter in (page.things, page.lists) if planter]:
            if planter not in self.planted:
                self.planted[planter] = planter(self.world, person)

    def findings(self) -> list[str]:
        """Every breach, one sentence each; none is what we want."""
        cache.clear()
        self.client.raise_request_exception = False
        self.actor.enter(self.client, self.world)
        self.plant()
        return [f"{self.actor.name}, {found}" for page in self.pages for found in self.of_page(page)]

    def of_page(self, page: Page) -> Iterator[str]:
        things: Sequence[Thing | None] = self.planted[page.things] if page.things else [None]
        for thing in things:
            for method in METHODS:
                url = reverse(page.name, kwargs=page.arguments(thing)) + page.query
                what = f"{method} {page.name} of {thing}" if thing else f"{method} {page.name}"
                answer = self.ask(method, url, page, thing)
                for fault in self.faults(page, method, thing, url, answer):
                    yield f"{what}: {fault}"

    def address(self, page: Page) -> str | None:
        """Where the actor reads a page; None when it is about things and none of them may be read."""
        need, things = page.get, self.planted[page.things] if page.things else [None]
        read = [thing for thing in things if need and self.actor.may("R", need.row, thing, need.exported)]
        return reverse(page.name, kwargs=page.arguments(read[0])) + page.query if read else None

    def ask(self, method: str, url: str, page: Page, thing: Thing | None) -> Answer:
        """One request, of which nothing stays: neither rows, nor cookies, nor mail."""
        data = {**page.data, **(thing.data if thing else {})} if method == "POST" else {}
        cookies, letters = deepcopy(self.client.cookies), len(mail.outbox)
        with undone() as watch:
            response = self.client.generic(method, url) if method == "GET" else self.client.post(url, data)
            text = told(response)
        self.client.cookies = cookies
        return Answer(
            response.status_code, response.get("Location", ""), text, watch.changed, len(mail.outbox) - letters
        )

    def faults(self, page: Page, method: str, thing: Thing | None, url: str, answer: Answer) -> Iterator[str]:
        if answer.status >= 500:
            yield f"answered {answer.status}"
        yield from self.leaks(page, answer)
        need = page.need(method)
        if need is None:
            yield from self.of_undeclared_method(answer)
        elif page.is_door or (page.is_narrower and self.actor.may(need.letter, need.row, thing, need.exported)):
            yield from self.of_reading(method, answer)
        elif self.actor.may(need.letter, need.row, thing, need.exported):
            yield from self.of_allowed(page, method, thing, answer)
        else:
            yield from self.of_refused(page, method, thing, url, answer)

    def leaks(self, page: Page, answer: Answer) -> Iterator[str]:
        """A canary word of anything at all that this actor may not read.

        One word may stand under several rows, as an area does that is an entry of the directory and has a grant too:
        then the row of the page decides, and where that knows nothing of the word (a home, the search), any of them.
        """
        shown = {word for word in self.bearers if word.lower() in answer.text}
        for word in sorted(shown):
            bearers = self.bearers[word]
            of_page = [thing for thing in bearers if thing.row in page.shown_rows] or bearers
            if not any(self.actor.may("R", thing.row, thing) for thing in of_page):
                yield f"shows {word} {of_page[0]}"

    @cached_property
    def bearers(self) -> dict[str, list[Thing]]:
        """Every canary word, with the things it was planted in."""
        found: dict[str, list[Thing]] = {}
        for thing in [thing for things in self.planted.values() for thing in things]:
            for word in thing.words:
                found.setdefault(word, []).append(thing)
        return found

    def of_undeclared_method(self, answer: Answer) -> Iterator[str]:
        if answer.deeds:
            yield f"the page does not declare this method, and it {answer.deeds}"

    def of_reading(self, method: str, answer: Answer) -> Iterator[str]:
        if method == "GET" and answer.deeds:
            yield f"a GET {answer.deeds}"

    def of_allowed(self, page: Page, method: str, thing: Thing | None, answer: Answer) -> Iterator[str]:
        if answer.is_refusal or answer.status in {403, 405}:
            yield f"is allowed and was refused with {answer.status} {answer.location}".rstrip()
        elif method == "GET" and answer.status == 200:
            yield from (
                f"does not show {word}" for word in self.expected(page, thing) if word.lower() not in answer.text
            )
        yield from self.of_reading(method, answer)

    def expected(self, page: Page, thing: Thing | None) -> list[str]:
        """The words that must be there, since a canary that never sings proves nothing."""
        listed = [t for t in self.planted.get(page.lists, []) if self.actor.may("R", t.row, t)] if page.lists else []
        named = [thing] if thing and page.shown else []
        return [word for shown in (*named, *listed) for word in shown.words]

    def of_refused(self, page: Page, method: str, thing: Thing | None, url: str, answer: Answer) -> Iterator[str]:
        if answer.deeds:
            yield f"is refused, and yet it {answer.deeds}"
        if self.actor.is_signed_in and answer.status != 404:
            yield f"is forbidden and answered {answer.status}, not 404"
        if not self.actor.is_signed_in and not answer.is_refusal:
            yield f"is forbidden to visitors and answered {answer.status}, neither sign-in nor 404"
        if thing and thing.kwargs:
            yield from self.of_missing(page, method, thing, url, answer)

    def of_missing(self, page: Page, method: str, thing: Thing, url: str, answer: Answer) -> Iterator[str]:
        """A refusal must not tell whether the object exists."""
        nowhere = reverse(page.name, kwargs={**page.kwargs, **missing(thing.kwargs)}) + page.query
        same = (method, nowhere, repr((page.data, thing.data)))  # of many refused at a page, what is missing once
        if same not in self.nowhere:
            self.nowhere[same] = self.ask(method, nowhere, page, thing)
        other = self.nowhere[same]
        if (other.status, steady(other.text, nowhere)) != (answer.status, steady(answer.text, url)):
            yield f"a missing one answers differently ({other.status}) from a forbidden one ({answer.status})"
