"""Structured logs: one JSON object a line, without personal data.

What may hold a person is taken out here, once for all: the path of a request (a link's token), the arguments and
results of a task, e-mail addresses, and the values that PostgreSQL quotes when it refuses a row.
"""

import logging
import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

KEPT_FROM_RECORDS = structlog.stdlib.ExtraAdder(allow={"status_code", "request_id", "task", "duration_ms"})
ADDRESS = re.compile(r"[^\s@<>\"'(),;:=]+@[^\s@<>\"'(),;:=]+")
QUOTED_ROW = re.compile(r"DETAIL:.*?(?=\n\n|\n[A-Z]+:|\Z)", re.DOTALL)


def request_without_path(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Django logs a request with its path; the name of its view serves as well."""
    record: logging.LogRecord = event["_record"]
    if record.name == "django.request":
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        event["view"] = match.view_name if match else None
        event["event"] = "A request failed"
    return event


def task_without_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Celery logs a task with its arguments and its result; its name, id and running time serve as well."""
    record: logging.LogRecord = event["_record"]
    facts = event.pop("positional_args", None)
    if record.name == "celery.app.trace" and isinstance(facts, dict):
        event["task"], event["task_id"], event["runtime"] = facts.get("name"), facts.get("id"), facts.get("runtime")
        event["event"] = "A task failed" if record.levelno >= logging.ERROR else "A task ended"
    return event


def without_persons(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Addresses and quoted rows, in the sentence and in the traceback."""
    for key in ("event", "exception"):
        if key in event:
            event[key] = ADDRESS.sub("[address]", QUOTED_ROW.sub("DETAIL: [left out]", str(event[key])))
    return event


def logging_settings(*, level: str) -> dict[str, Any]:
    """Django's LOGGING: the root logger to stdout as JSON; `level` is a logging level's name."""
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper("iso"),
        KEPT_FROM_RECORDS,
        request_without_path,
        task_without_values,
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": before,
                "pass_foreign_args": True,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_persons,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
        "root": {"handlers": ["stdout"], "level": level},
        # Django names the path of each 4xx in a warning: not one of them is for us.
        "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
    }
