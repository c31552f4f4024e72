"""Sending what is due. A row is committed as `sending` before the server hears of it, and as what became of it after:
whoever dies in between leaves a doubt, never a second mail."""

import logging
import time
from collections import deque
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from notices.models import Message, Suppression
from notices.rules.makers import make_links
from notices.rules.retry import Outcome, wait_after
from notices.rules.stride import Stride
from notices.services import ringing
from notices.services.carrying import Answer, Carrier, carrier
from notices.services.claiming import Mark, Worker, at_work, give_back_of_the_dead
from notices.services.lettering import LOST, Clock, Desk, Letter
from notices.services.pacing import reserve
from notices.services.suppressions import suppress

State = Message.State
BATCH = 100
DOUBTS_IN_A_ROW = 3  # a server that takes texts and says nothing gets no more of them for a while
PAUSE = timedelta(minutes=1)
MENDING = (0, 1, 2, 4, 8)  # seconds to wait before each attempt to write by a fresh connection
logger = logging.getLogger(__name__)


class Ending(StrEnum):
    """Why a worker stopped."""

    EMPTY = "empty"  # nothing is due
    TIME_UP = "time_up"  # there may be more
    PACED = "paced"  # its slots are used up, and there is more
    FULL = "full"  # others have the slots of its time
    AWAY = "away"  # the mail server takes nothing at present
    LOST = "lost"  # the database went away


def drain(*, seconds: float, clock: Clock = timezone.now) -> Ending:
    """Send what is due, until nothing is or the seconds are over; first comes back what dead workers had in hand."""
    with at_work() as worker, closing(carrier()) as by:
        give_back_of_the_dead()
        return Round(worker, by, clock, seconds).run()


class Round:
    """One worker's work from its coming to its going."""

    fresh = 1.0  # seconds after the commit of a mark in which messages are offered by it

    def __init__(self, worker: Worker, by: Carrier, clock: Clock, seconds: float) -> None:
        self.worker, self.carrier, self.clock = worker, by, clock
        self.desk = Desk(worker, by, clock)
        self.ends = time.monotonic() + seconds
        self.stride = Stride()
        self.owed: list[Mark] = []  # what became of messages, not yet written down
        self.begun: list[int] = []  # marked as being sent, and not yet offered to the server
        self.doubts = 0

    def run(self) -> Ending:
        """To the end; when the database is lost, what the server took is written down by a fresh connection."""
        try:
            while (ending := self._batch()) is None:
                pass
        except LOST:
            self._mend()
            return Ending.LOST
        except BaseException:
            self._mend()
            raise
        return ending

    def _seconds_left(self) -> float:
        return self.ends - time.monotonic()

    def _batch(self) -> Ending | None:
        """Claim some and send them; None when there may be more to do."""
        if self._seconds_left() <= 0:
            return Ending.TIME_UP
        claimed = self.worker.claim(at=self.clock(), most=BATCH)
        if not claimed:
            return Ending.EMPTY
        if len(claimed) == BATCH:
            ringing.ring()  # there is work for another
        letters = self.desk.letters(claimed)
        at = self.clock()
        slots = reserve(len(letters), at=at, until=at + timedelta(seconds=self._seconds_left()))
        ending = self._send(letters, slots)
        self._write_down()
        self.worker.give_back()
        return ending

    def _send(self, letters: Sequence[Letter], slots: Sequence[datetime]) -> Ending | None:
        waiting = deque(zip(letters, slots, strict=False))
        while waiting:
            if self._seconds_left() <= 0:
                return Ending.TIME_UP
            self._wait_for(waiting[0][1])
            answer = self.carrier.open() or self._hand_over(self._next(waiting))
            if answer:
                self._write_down()
                self.worker.give_back(problem=answer.problem, not_before=self.clock() + PAUSE)
                return Ending.AWAY
        if len(slots) < len(letters):
            return Ending.PACED if slots else Ending.FULL
        return None

    def _next(self, waiting: deque[tuple[Letter, datetime]]) -> list[Letter]:
        """Those that one commit marks: a few whose moment has come, or one whose links are yet to be made."""
        [letter, _slot], now = waiting.popleft(), self.clock()
        together = [letter]
        while waiting and letter.parcel is not None and len(together) < self.stride.length:
            letter, slot = waiting[0]
            if letter.parcel is None or slot > now:
                break
            together.append(waiting.popleft()[0])
        return together

    def _wait_for(self, slot: datetime) -> None:
        seconds = (slot - self.clock()).total_seconds()
        if seconds > 0:
            self._write_down()  # nothing stays unsaid over a pause
            time.sleep(seconds)

    def _hand_over(self, letters: Sequence[Letter]) -> Answer | None:
        """Some messages to the server, one by one; the answer after which nothing more should be offered to it.

        What has to wait too long after its mark is not offered by it: the lock may be lost meanwhile, unnoticed.
        """
        ours, fresh_until = self._begin(letters), time.monotonic() + self.fresh
        stop = None
        for letter, parcel in ours:
            answer = self.carrier.open() or self._carry(letter, parcel)
            stop = answer if self._is_to_stop(answer) else None
            if stop or time.monotonic() > fresh_until:
                break
        if self.begun:
            self.worker.take_back(self.begun)
            self.begun = []
        return stop

    def _carry(self, letter: Letter, parcel: Any) -> Answer:
        """One message to the server."""
        began = time.perf_counter()
        self.begun.remove(letter.message.pk)
        answer = self.carrier.carry(parcel)
        self.stride.sent(time.perf_counter() - began)
        self.owed.append(mark_of(letter.message, answer, at=self.clock()))
        if answer.refuses_address:
            self._write_down()
            suppress_refused(letter.message, at=self.clock())
        return answer

    def _begin(self, letters: Sequence[Letter]) -> list[tuple[Letter, Any]]:
        """Commit that they are being sent, together with what became of those before; those still ours, and how they
        travel."""
        self.begun = [letter.message.pk for letter in letters]
        if letters[0].parcel is None:
            parcel = self._begin_with_links(letters[0].message)
            self.begun = self.begun if parcel is not None else []
            return [(letters[0], parcel)] if parcel is not None else []
        began = time.perf_counter()
        ours = self.worker.mark(self.owed, begin=self.begun, at=self.clock())
        self.stride.committed(time.perf_counter() - began)
        self.owed, self.begun = [], [pk for pk in self.begun if pk in ours]
        return [(letter, letter.parcel) for letter in letters if letter.message.pk in ours]

    def _begin_with_links(self, message: Message) -> Any:
        """Its links are made in the transaction that marks it: none is known that is not in a message."""
        at = self.clock()
        try:
            with transaction.atomic():
                parcel = self.desk.pack(message, make_links(message.links, at))
                is_ours = bool(self.worker.mark(self.owed, begin=[message.pk], at=at))
                transaction.set_rollback(not is_ours)
        except LOST:
            raise
        except Exception as error:
            self.desk.fail(message, error)
            return None
        if not is_ours:
            return None
        self.owed = []
        return parcel

    def _write_down(self) -> None:
        """Commit what became of the last messages."""
        if self.owed:
            self.worker.mark(self.owed)
            self.owed = []

    def _is_to_stop(self, answer: Answer) -> bool:
        self.doubts = self.doubts + 1 if answer.outcome is Outcome.UNKNOWN else 0
        return answer.outcome is Outcome.AWAY or self.doubts >= DOUBTS_IN_A_ROW

    def _mend(self) -> None:
        """A restart of the database takes a moment; after that the doubt stays for a person."""
        for seconds in MENDING:
            time.sleep(seconds)
            try:
                return self.worker.mend(self.owed, self.begun)
            except (OperationalError, InterfaceError) as problem:
                logger.warning("A mark could not be mended: %s", type(problem).__name__)
        return None


def mark_of(message: Message, answer: Answer, *, at: datetime) -> Mark:
    """A temporary refusal goes back to the queue with a later time; a final one fails; a doubt waits for a person."""
    if answer.outcome is Outcome.TAKEN:
        return Mark(message.pk, State.SENT, sent_at=at)
    if answer.outcome is Outcome.UNKNOWN:
        return Mark(message.pk, State.UNKNOWN, answer.problem)
    wait = wait_after(message.attempts + 1) if answer.outcome is not Outcome.NEVER else None
    if wait is None:
        return Mark(message.pk, State.FAILED, answer.problem)
    return Mark(message.pk, State.QUEUED, answer.problem, next_attempt_at=at + wait)


def suppress_refused(message: Message, *, at: datetime) -> None:
    """The server says that there is no such mailbox: nothing more goes there until somebody has put it right."""
    suppress(address=message.to, reason=Suppression.Reason.REFUSED, message=message, at=at)
