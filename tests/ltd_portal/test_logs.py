"""What reaches the logs, and what must not: anything that tells of a person."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from ltd_portal.logs import logging_settings


class Lines:
    """A logger that writes as the portal's do, and what it wrote."""

    def __init__(self, name: str) -> None:
        settings = logging_settings(level="INFO")
        form = settings["formatters"]["json"]
        self.written = io.StringIO()
        self.handler = logging.StreamHandler(self.written)
        keywords = {key: value for key, value in form.items() if key != "()"}
        self.handler.setFormatter(form["()"](**keywords))
        self.logger = logging.Logger(name)
        self.logger.addHandler(self.handler)

    def last(self) -> dict[str, Any]:
        return dict(json.loads(self.written.getvalue().splitlines()[-1]))


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> Iterator[Lines]:
    """For the logger named by the test's parameter."""
    lines = Lines(getattr(request, "param", "notices"))
    yield lines
    lines.handler.close()


def test_each_line_is_one_object_with_time_level_and_logger(lines: Lines) -> None:
    lines.logger.warning("Sent %s of %s", 3, 4)

    line = lines.last()
    assert (line["event"], line["level"], line["logger"]) == ("Sent 3 of 4", "warning", "notices")
    assert "T" in line["timestamp"]


def test_only_extras_that_tell_of_no_person_are_written(lines: Lines) -> None:
    lines.logger.info("Asked", extra={"status_code": 404, "duration_ms": 12, "person": "A. Person", "body": "secret"})

    assert lines.last().keys() == {"event", "level", "logger", "timestamp", "status_code", "duration_ms"}


@pytest.mark.parametrize(
    "text",
    ["Refused by a.person@council.example", "To: <a.person@council.example>", "{'to': 'a.person@council.example'}"],
)
def test_an_address_is_taken_out_of_a_sentence(lines: Lines, text: str) -> None:
    lines.logger.info(text)

    assert "a.person" not in lines.written.getvalue()
    assert "[address]" in lines.last()["event"]


def test_a_traceback_loses_addresses_and_the_row_that_was_refused(lines: Lines) -> None:
    refusal = 'duplicate key value violates "one_email"\nDETAIL:  Key (name, email)=(A. Person, a@b.example) exists.\n'
    try:
        raise ValueError(refusal)
    except ValueError:
        lines.logger.exception("Not stored")

    line = lines.last()
    assert "test_logs.py" in line["exception"]
    assert "one_email" in line["exception"]
    assert "A. Person" not in lines.written.getvalue()
    assert "a@b.example" not in lines.written.getvalue()


@pytest.mark.parametrize("lines", ["django.request"], indirect=True)
def test_a_failed_request_is_named_by_its_view_and_not_by_its_path(lines: Lines) -> None:
    match = SimpleNamespace(view_name="review_by_link")
    request = SimpleNamespace(resolver_match=match, path="/review/t0k3n/")

    lines.logger.error("%s: %s", "Internal Server Error", request.path, extra={"request": request, "status_code": 500})

    assert "t0k3n" not in lines.written.getvalue()
    assert (lines.last()["view"], lines.last()["status_code"]) == ("review_by_link", 500)


@pytest.mark.parametrize("lines", ["django.request"], indirect=True)
def test_a_request_that_no_view_took_is_no_trouble(lines: Lines) -> None:
    lines.logger.error("%s: %s", "Internal Server Error", "/t0k3n/", extra={"request": SimpleNamespace()})

    assert lines.last()["view"] is None
    assert "t0k3n" not in lines.written.getvalue()


@pytest.mark.parametrize("lines", ["celery.app.trace"], indirect=True)
@pytest.mark.parametrize(("level", "event"), [(logging.INFO, "A task ended"), (logging.ERROR, "A task failed")])
def test_a_task_is_named_without_its_arguments_and_its_result(lines: Lines, level: int, event: str) -> None:
    context = {
        "name": "notices.send",
        "id": "1-2",
        "runtime": 0.2,
        "args": "('A. Person',)",
        "return_value": "sent to A",
    }

    lines.logger.log(level, "Task %(name)s[%(id)s] %(return_value)s %(args)s", context)

    line = lines.last()
    assert (line["event"], line["task"], line["task_id"]) == (event, "notices.send", "1-2")
    assert "A. Person" not in lines.written.getvalue()
    assert "sent to A" not in lines.written.getvalue()
