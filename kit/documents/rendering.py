"""HTML to tagged PDF/UA-1, in a process of its own with limits on time and memory."""

import json
import logging
import signal
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kit.documents import errors, press
from kit.documents.request import Limits, Request
from kit.documents.shelf import portal_shelf

logger = logging.getLogger(__name__)

HEADER_ROOM = 64 * 1024
# How the C libraries end a process that gets no more memory; should one crash of itself, the advice is the same.
OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP}


@dataclass(frozen=True)
class Rendered:
    """A finished PDF, its number of pages, and how many outside addresses its HTML asked for in vain."""

    pdf: bytes
    pages: int
    refused: int


def render_pdf(html: str, *, title: str, author: str, at: datetime, limits: Limits | None = None) -> bytes:
    """The tagged PDF alone; see `render`."""
    return render(html, title=title, author=author, at=at, limits=limits).pdf


def render(html: str, *, title: str, author: str, at: datetime, limits: Limits | None = None) -> Rendered:
    """Make a PDF/UA-1 from a whole HTML page; the same arguments give the same bytes.

    `at` (aware) is the date written into it. Raises a DocumentRefused of `kit.documents.errors`.
    """
    limits = limits or Limits()
    if len(html.encode()) > limits.html:
        raise errors.TooLarge("html", limits.html)
    moment = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    with tempfile.TemporaryDirectory(prefix="document-") as scratch:
        request = Request(html, title, author, moment, portal_shelf(), scratch, limits)
        facts, pdf = answer_of_child(request)
    if facts["outcome"] != "made":
        raise refusal(facts, limits)
    if facts["refused"]:
        logger.warning("A document asked for %d addresses that are not ours; none was fetched", facts["refused"])
    return Rendered(pdf, facts["pages"], facts["refused"])


def answer_of_child(request: Request) -> tuple[dict[str, Any], bytes]:
    """Run one process to its answer or to the end of its time; it is gone when this returns or raises."""
    limits = request.limits
    try:
        answer, exit_code = press.run(request, limits.pdf + HEADER_ROOM)
    except TimeoutError:
        raise errors.TooSlow(limits.seconds) from None
    except press.PressStopped:
        raise errors.RenderingDied(None) from None
    if exit_code:
        raise death(exit_code, limits)
    header, _, pdf = answer.partition(b"\n")
    return json.loads(header), pdf


def death(exit_code: int, limits: Limits) -> errors.DocumentRefused:
    """The refusal that a silent end stands for."""
    if exit_code in OUT_OF_MEMORY:
        return errors.TooLarge("memory", limits.memory)
    if exit_code == -signal.SIGXCPU:
        return errors.TooSlow(limits.seconds)
    return errors.RenderingDied(exit_code)


def refusal(facts: dict[str, Any], limits: Limits) -> errors.DocumentRefused:
    """The refusal that the child's answer names."""
    match facts["outcome"]:
        case "pango-missing":
            return errors.PangoMissing(facts["detail"])
        case "not-accessible":
            return errors.NotAccessible(tuple(facts["problems"]))
        case "file-missing":
            return errors.FileMissing(facts["address"])
        case _:
            return errors.TooLarge(facts["what"], getattr(limits, facts["what"]))
