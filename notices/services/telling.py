"""Sending one message at once: from the process that made it, since it alone knows the message's secrets."""

from collections.abc import Mapping
from contextlib import closing
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from notices.models import Message
from notices.rules.retry import Outcome
from notices.selectors.writing import written
from notices.services.carrying import Answer, Carrier, carrier
from notices.services.claiming import OWN_PROCESS
from notices.services.delivering import mark_of, suppress_refused

State = Message.State


def deliver_now(*, message_pk: int, secrets: Mapping[str, str], at: datetime) -> bool:
    """Send one message from the process that made it and alone knows its secrets; False when it did not go.

    There is no second attempt: the secrets are gone with the process. Whoever waits for a code asks for another.
    """
    queued = Message.objects.filter(pk=message_pk, state=State.QUEUED)
    with transaction.atomic(durable=True):  # refused inside another transaction, where the mark would not last
        if not queued.update(state=State.SENDING, claimed_by=OWN_PROCESS, tried_at=at, attempts=F("attempts") + 1):
            return False
    message = Message.objects.get(pk=message_pk)
    with closing(carrier(answer_seconds=settings.EMAIL_TIMEOUT)) as by:
        answer = _offer(message, secrets, by)
    mark = mark_of(message, answer, at=at)
    state = State.FAILED if mark.state == State.QUEUED else mark.state
    in_hand = Message.objects.filter(pk=message_pk, claimed_by=OWN_PROCESS, state__in=[State.SENDING, State.UNKNOWN])
    in_hand.update(state=state, problem=mark.problem, sent_at=mark.sent_at)
    if answer.refuses_address:
        suppress_refused(message, at=at)
    return answer.outcome is Outcome.TAKEN


def _offer(message: Message, secrets: Mapping[str, str], by: Carrier) -> Answer:
    try:
        parcel = by.pack(written(message, secrets))
    except ValueError as error:  # a secret is missing, or no server would take the address
        return Answer(Outcome.NEVER, type(error).__name__)
    return by.open() or by.carry(parcel)
