"""Workers are killed, servers stop and start, the mail server refuses and is silent: nobody gets a message twice, and
what became of each is known, or known to be in doubt."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from notices.rules.stride import MOST
from tests.notices.killing import naive
from tests.notices.killing.house import SWEEP, Ground, House, ground, house
from tests.notices.killing.plan import REFUSED, SILENT, Way, way_of

PATIENCE = 900  # seconds until the test gives up
TICK = 0.2
HALT = 60  # texts
UNDER_WAY = ("queued", "claimed", "sending")
Event = Callable[[House], None]


def ring_until(built: House, holds: Callable[[], bool]) -> None:
    """Let the work go on, as beat does, until it has come so far."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"Not done after {PATIENCE} seconds: {built.counts()}"
        built.ring()
        time.sleep(TICK)


def live_through(built: House, count: int, events: list[Event]) -> None:
    """Let the events happen one after another while the work goes on, evenly, until nothing is left to do."""
    for number, event in enumerate(events, 1):
        ring_until(built, partial(has_delivered, built, count * number / (len(events) + 2)))
        event(built)
    ring_until(built, partial(has_ended, built))


def has_ended(built: House) -> bool:
    """Seen at one moment: asked for one state after another, a message that goes back into the queue hides between."""
    return built.counts().keys().isdisjoint(UNDER_WAY)


def has_delivered(built: House, number: float) -> bool:
    return built.deliveries().total() >= number


def broker_stops(built: House) -> None:
    built.broker.stop()
    time.sleep(1)
    built.broker.start_again()


def database_crashes(built: House) -> None:
    built.database.crash_and_start()


def events(kills: int, seed: int = 5) -> list[Event]:
    """Kills, with the broker's and the database's turn among them."""
    chance = random.Random(seed)
    found: list[Event] = [lambda built: built.kill(chance) for _ in range(kills)]
    found.insert(kills // 3, broker_stops)
    found.insert(2 * kills // 3 + 1, database_crashes)
    return found


def account(built: House, count: int) -> str:
    """Hold each message to what the mail server really has; the figures, in words."""
    deliveries = built.deliveries()
    kept = {to for to, _message_id in deliveries}
    rows = built.ask('SELECT "to", message_id, state, problem FROM notices_message')
    assert len(rows) == count
    by_state: dict[str, set[str]] = {"sent": set(), "failed": set(), "unknown": set()}
    for to, _message_id, state, _problem in rows:
        by_state[state].add(to)

    assert max(deliveries.values()) == 1, "a message was delivered twice"
    assert len(kept) == len(deliveries), "an address got two messages"
    assert set(deliveries) <= {(to, message_id) for to, message_id, _state, _problem in rows}
    assert by_state["sent"] <= kept, "a message that is marked as sent did not arrive"
    assert not by_state["failed"] & kept, "a message that is marked as failed arrived"
    assert {way_of(to) for to in by_state["failed"]} <= REFUSED
    doubted = Counter(problem for _to, _message_id, state, problem in rows if state == "unknown")
    of_silence = {to for to in by_state["unknown"] if way_of(to) in SILENT}
    of_the_dead = doubted["WorkerDied"]
    assert len(by_state["unknown"] - of_silence) <= of_the_dead <= MOST * (built.kills + len(built.workers))
    arrived = len(by_state["unknown"] & kept)
    return (
        f"{count} recipients, {built.kills} kills: {len(by_state['sent'])} sent, {len(by_state['failed'])} failed,"
        f" {len(by_state['unknown'])} unknown ({len(of_silence)} to whom the mail server fell silent,"
        f" {len(by_state['unknown'] - of_silence)} whose worker died; {arrived} of all of them had arrived), none twice"
    )


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    with ground(tmp_path_factory.mktemp("killing")) as laid:
        yield laid


def killing(on: Ground, name: str, *, count: int, kills: int) -> str:
    with house(on, name, count=count, app="ltd_portal", bell=SWEEP) as built:
        began = time.monotonic()
        live_through(built, count, events(kills))
        return f"{account(built, count)}, in {time.monotonic() - began:.0f} s"


def test_three_kills_in_three_hundred_messages(on: Ground) -> None:
    print(killing(on, "short", count=300, kills=3))


@pytest.mark.long
@pytest.mark.timeout(PATIENCE + 120)
def test_twenty_kills_in_ten_thousand_messages(on: Ground) -> None:
    print(killing(on, "long", count=10_000, kills=20))


def test_without_the_marks_people_get_their_message_twice(on: Ground) -> None:
    """The control: the same workers, killed in the midst of it, that say what they sent only after a batch of 100."""
    chance = random.Random(5)
    with house(on, "naive", count=300, app="tests.notices.killing.naive", bell=naive.TASK, halt=HALT) as built:
        ring_until(built, partial(has_delivered, built, HALT))  # the server takes no more, and nobody's batch is done
        for _both in built.workers[:]:
            built.kill(chance)
        built.go_on()
        live_through(built, 300, [])
        twice = [to for (to, _message_id), times in built.deliveries().items() if times > 1]
    print(f"300 recipients, {built.kills} kills, without the marks: {len(twice)} got their message more than once")
    assert twice


def test_the_plan_has_every_way_in_three_hundred_messages() -> None:
    ways = {way_of(f"p-{number}@sink.example") for number in range(300)}
    assert ways == set(Way)
