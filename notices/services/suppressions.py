"""Addresses that get nothing more: kept when mail comes back for good, lifted when somebody has put it right."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from audit.services import record
from notices.models import Message, Suppression


@transaction.atomic
def suppress(*, address: str, reason: Suppression.Reason, message: Message | None, at: datetime) -> bool:
    """Send nothing more there; whether this was the first to say so. Of two at once, one is."""
    suppression, is_first = Suppression.objects.get_or_create(
        address=address.lower(), lifted_at=None, defaults={"reason": reason, "message": message, "made_at": at}
    )
    if is_first:
        record(
            actor=None,
            action="address.suppressed",
            at=at,
            subject=suppression,
            programme_id=message.programme_id if message else None,
            details={"reason": str(reason)},
        )
    return is_first


@transaction.atomic
def prove(*, address: str, by: AbstractBaseUser, at: datetime) -> bool:
    """Send there again, as a code that was sent there has just been typed; a complaint of its owner still stands."""
    came_back = Suppression.objects.standing().exclude(reason=Suppression.Reason.COMPLAINED)
    found = came_back.filter(address=address.lower()).first()
    return found is not None and lift(suppression=found, programme_id=None, by=by, at=at)


@transaction.atomic
def lift(*, suppression: Suppression, programme_id: int | None, by: AbstractBaseUser, at: datetime) -> bool:
    """Send there again, as somebody says that the address works; whether it was suppressed till now."""
    standing = Suppression.objects.standing().filter(pk=suppression.pk)
    if standing.update(lifted_at=at, lifted_by_id=by.pk) != 1:
        return False
    record(actor=by, action="address.lifted", at=at, subject=suppression, programme_id=programme_id)
    return True
