"""`python -m tests.notices.killing.filling COUNT [easy]`: so many messages that are due."""

import sys
from typing import Any

import django

EVERY = 10  # one in so many has a link, made while it is sent
WORDS = "Learning to deliver takes time, and asking for help early saves some of it.\n\n" * 8


def main(count: int, *, is_easy: bool) -> None:
    """Django must be ready before models are loaded."""
    django.setup()
    fill(count, is_easy=is_easy)


def fill(count: int, *, is_easy: bool) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from notices.models import Message  # noqa: PLC0415
    from tests.notices.killing.plan import address  # noqa: PLC0415

    now = timezone.now()
    Message.objects.bulk_create(
        [
            Message(
                message_id=f"<{number}@portal.example>",
                kind="accounts/password_changed",
                to=address(number, is_easy=is_easy),
                language="en-gb",
                subject=f"Number {number}",
                queued_at=now,
                next_attempt_at=now,
                **({"text": WORDS} if is_easy or number % EVERY else with_link(number, now)),
            )
            for number in range(count)
        ],
        batch_size=1000,
    )


def with_link(number: int, now: Any) -> dict[str, Any]:
    """What a message with a link stores."""
    from datetime import timedelta  # noqa: PLC0415

    from accounts.rules.purposes import Purpose  # noqa: PLC0415
    from accounts.services.message_links import link_asked  # noqa: PLC0415

    purpose = Purpose("tests.killing", timedelta(days=1))
    to = f"p-{number}@sink.example"
    asked = link_asked(page="accept_invitation", purpose=purpose, subject="test:1", by=None, at=now, email=to)
    mark = "[[link:0badcafe]]"
    return {"links": {"link": asked}, "marks": {"link": mark}, "text": f"{WORDS}{mark}\n"}


if __name__ == "__main__":
    main(int(sys.argv[1]), is_easy="easy" in sys.argv)
