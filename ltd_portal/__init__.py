"""Wiring only: settings, URLs, Celery, WSGI, the embedded servers and their launcher. Nobody imports it."""

from ltd_portal.celery import app as celery_app

__all__ = ["celery_app"]
