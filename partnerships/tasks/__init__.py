"""Work after a commit and by the clock: one noun a file; Celery finds them here."""

from partnerships.tasks import imports, reminders

__all__ = ["imports", "reminders"]
