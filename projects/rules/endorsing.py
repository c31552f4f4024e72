"""How often a champion is emailed about one question."""

from datetime import datetime, timedelta

MAIL_AGAIN_AFTER = timedelta(days=1)


def may_mail(mailed_at: datetime | None, at: datetime) -> bool:
    """Whether an email may go about a question whose last one went then: at most once in 24 hours."""
    return mailed_at is None or at - mailed_at >= MAIL_AGAIN_AFTER
