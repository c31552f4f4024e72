"""`manage.py mail_health`: how all mail goes, codes included, in numbers alone; for the operator and for monitors."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone

from dashboards.rules.mail import News, Tally
from dashboards.selectors.mail import counted
from kit.jobs.clock import clock


class Command(BaseCommand):
    help = "Say how many emails wait, went and did not; exit code 1 when email is not going out."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        tally, ticking = Tally(counted(Q(), at=at)), clock(at=at)
        numbers = {
            "waiting": tally.waiting,
            "due": tally.due,
            "put off": tally.put_off,
            "kept for a summary": tally.held,
            "being sent": tally.in_hand,
            "sent today": tally.sent_today,
            "sent in 7 days": tally.sent_this_week,
            "failed in 28 days": tally.failed,
            "not known": tally.unknown,
        }
        for name, number in numbers.items():
            self.stdout.write(f"{name:<20}{number:>10,}")
        self.stdout.write(f"{'clock last ran':<20}{ticking.last_at.isoformat() if ticking.last_at else 'never':>10}")
        for tick in (*ticking.late, *ticking.failing):
            self.stdout.write(f"  {tick.name}: {tick.problem or 'late'}")
        if tally.news(at=at, has_stopped=ticking.has_stopped) in {News.STOPPED, News.STUCK}:
            raise CommandError("Email is not going out.")
