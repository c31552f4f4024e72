"""What the clock rings for is there to answer."""

from typing import Any

import pytest
from celery import current_app
from django.conf import settings


@pytest.mark.parametrize("entry", settings.CELERY_BEAT_SCHEDULE.values(), ids=settings.CELERY_BEAT_SCHEDULE.keys())
def test_each_task_that_the_clock_calls_by_name_exists(entry: dict[str, Any]) -> None:
    current_app.loader.import_default_modules()
    assert entry["task"] in current_app.tasks


def test_each_task_of_the_clock_can_run_with_nothing_to_do(db: None) -> None:
    current_app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert current_app.tasks[entry["task"]]() is None
