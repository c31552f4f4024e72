"""Structured logs: one JSON object a line, without personal data."""

from typing import Any

import structlog

KEPT_FROM_RECORDS = structlog.stdlib.ExtraAdder(allow={"status_code", "request_id", "task", "duration_ms"})


def logging_settings(*, level: str) -> dict[str, Any]:
    """Django's LOGGING: the root logger to stdout as JSON; `level` is a logging level's name."""
    before = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, structlog.processors.TimeStamper("iso")]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [*before, KEPT_FROM_RECORDS],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
        "root": {"handlers": ["stdout"], "level": level},
        # Django names the path of each 4xx; a path may hold a person's token.
        "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
    }
