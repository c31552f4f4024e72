"""The Celery application: workers and beat are processes of their own."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_process_init
from django.conf import settings

from kit.garbage import spare_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ltd_portal.settings")

app = Celery("ltd_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_portal_does(**_: Any) -> None:
    """With a receiver here Celery sets up no logging of its own, which would write tasks' arguments and results."""
    logging.config.dictConfig(settings.LOGGING)


@worker_process_init.connect
def pass_over_what_was_loaded(**_: Any) -> None:
    """A worker's process begins with the whole portal."""
    spare_what_is_loaded()
