"""HTML to tagged PDF/UA-1, in a process of its own with limits on time and memory."""

import json
import logging
import multiprocessing
import signal
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from kit.documents import errors
from kit.documents.child import work
from kit.documents.request import Limits, Request
from kit.documents.shelf import portal_shelf

logger = logging.getLogger(__name__)

# Each document's process is forked from a server that has WeasyPrint loaded: fresh for each document, no second lost on
# imports, nothing of the web or worker process (connections, secrets) in it. The server ends with its starter.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["kit.documents.warm"])
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
    receiver, sender = PROCESSES.Pipe(duplex=False)
    child = PROCESSES.Process(target=work, args=(sender, request), name="document", daemon=True)
    child.start()
    sender.close()
    try:
        return read_answer(receiver, child, request.limits)
    finally:
        receiver.close()
        child.kill()
        child.join()
        child.close()


def read_answer(receiver: Connection, child: BaseProcess, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """The child's one frame, taken apart; raises TooSlow when none comes, or says how the child died."""
    if not receiver.poll(limits.seconds):
        raise errors.TooSlow(limits.seconds)
    try:
        header, _, pdf = receiver.recv_bytes(limits.pdf + HEADER_ROOM).partition(b"\n")
    except EOFError:
        child.join()
        raise death(child.exitcode, limits) from None
    return json.loads(header), pdf


def death(exit_code: int | None, limits: Limits) -> errors.DocumentRefused:
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
