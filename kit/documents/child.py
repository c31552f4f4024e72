"""What runs in the process that makes one document: limits first, then the work, then one answer."""

import ctypes
import json
import math
import os
import resource
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from kit.documents.request import MEGABYTE, Limits, Request

PR_SET_PDEATHSIG = 1
LARGEST_SCRATCH_FILE = 16 * MEGABYTE  # WeasyPrint unpacks fonts


def work(answer: socket.socket, request: Request) -> None:
    """Send a line of JSON that says what came of it, then the PDF. No pickle: the HTML may be hostile."""
    tempfile.tempdir = request.scratch
    keep_within(request.limits)
    facts, pdf = attempt(request)
    answer.sendall(json.dumps(facts).encode() + b"\n" + pdf)


def keep_within(limits: Limits) -> None:
    """Bound memory, files, processor time and nesting."""
    bound(resource.RLIMIT_AS, memory_in_use() + limits.memory)
    bound(resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1)
    bound(resource.RLIMIT_FSIZE, LARGEST_SCRATCH_FILE)
    bound(resource.RLIMIT_CORE, 0)
    sys.setrecursionlimit(limits.nesting)


def die_with_parent() -> None:
    """Be killed when the parent ends, where the system can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def bound(what: int, limit: int) -> None:
    resource.setrlimit(what, (limit, limit))


def memory_in_use() -> int:
    """Bytes of address space of this process; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE") if statm.exists() else 0


def attempt(request: Request) -> tuple[dict[str, Any], bytes]:
    """What came of it, and the PDF when it was made."""
    try:
        # Lazy: WeasyPrint loads Pango when imported, and the portal must run without it.
        from kit.documents import typesetting  # noqa: PLC0415
    except OSError as error:
        return {"outcome": "pango-missing", "detail": str(error)}, b""
    try:
        pdf, pages, problems, refused = typesetting.make(request)
    except MemoryError:
        return {"outcome": "too-large", "what": "memory"}, b""
    except RecursionError:
        return {"outcome": "too-large", "what": "nesting"}, b""
    except typesetting.NEEDED_FILES as error:
        return {"outcome": "file-missing", "address": str(error)}, b""
    if problems:
        return {"outcome": "not-accessible", "problems": problems}, b""
    if len(pdf) > request.limits.pdf:
        return {"outcome": "too-large", "what": "pdf"}, b""
    return {"outcome": "made", "pages": pages, "refused": refused}, pdf
