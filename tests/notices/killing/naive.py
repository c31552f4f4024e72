"""The control: the portal's own workers with the marks taken away. They send a batch, and then say so."""

from contextlib import closing

from django.utils import timezone

from ltd_portal.celery import app

TASK = "tests.naive_drain"


@app.task(name=TASK)
def drain() -> None:
    """As `notices.services.delivering`, without `sending` before and without `sent` after each."""
    from notices.models import Message  # noqa: PLC0415 - models are loaded when the worker is ready
    from notices.selectors.writing import written  # noqa: PLC0415
    from notices.services.carrying import carrier  # noqa: PLC0415
    from notices.services.claiming import at_work, give_back_of_the_dead  # noqa: PLC0415

    with at_work() as worker, closing(carrier()) as by:
        give_back_of_the_dead()
        while claimed := worker.claim(at=timezone.now(), most=100):
            for message in Message.objects.filter(pk__in=claimed).select_related("mailing"):
                by.open()
                by.carry(by.pack(written(message, {})))
            now = timezone.now()
            Message.objects.filter(pk__in=claimed).update(state="sent", sent_at=now, tried_at=now)
