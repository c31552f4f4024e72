"""The server that every document's process is forked from: WeasyPrint is loaded there once, and never in the portal.

Not `multiprocessing`: inside a Celery worker, whose processes count as daemons, it refuses to start any.
"""

import atexit
import os
import pickle
import socket
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path

from kit.documents.request import Request

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 5
CHUNK = 1 << 20
# Neither keys nor database addresses: what makes documents out of people's words holds no secret.
KEPT_ENVIRONMENT = ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TMPDIR")
LENGTH = struct.Struct(">Q")
EXIT_CODE = struct.Struct(">i")


class PressStopped(Exception):
    """The server, or the keeper of this document, is gone; nothing is known of the document."""


class Press:
    """One running server. It ends when the socket to it closes, however its starter ends."""

    def __init__(self) -> None:
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kit.documents.press_server"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd=ROOT,
                env={name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ},
            )
        self.control.settimeout(START_SECONDS)
        if self.control.recv(1) != b"!":
            raise PressStopped("It did not start")

    def conversation(self) -> socket.socket:
        """A socket to a new keeper; raises OSError when the server is gone."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self.control, [b"?"], [theirs.fileno()])
        return ours

    def stop(self) -> None:
        self.control.close()
        self.process.wait(STOP_SECONDS)


class Presses:
    """This process's server: started when first needed, and again when it was lost."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.press: Press | None = None
        atexit.register(self.stop)
        os.register_at_fork(after_in_child=self.forget)

    def conversation(self) -> socket.socket:
        with self.lock:
            if self.press is None or self.press.process.poll() is not None:
                self.stop()
                self.press = Press()
            return self.press.conversation()

    def stop(self) -> None:
        if self.press:
            self.press.stop()
        self.press = None

    def forget(self) -> None:
        """A forked copy must not hold its parent's server open."""
        if self.press:
            self.press.control.close()
            self.press.process.returncode = 0  # the parent's to wait for
        self.lock, self.press = threading.Lock(), None


PRESSES = Presses()


def run(request: Request, most: int) -> tuple[bytes, int]:
    """What the document's process answered, at most so many bytes of it, and its exit code.

    Raises TimeoutError after the request's seconds, when the process has been killed, and PressStopped.
    """
    end = time.monotonic() + request.limits.seconds
    content = pickle.dumps(request)
    with PRESSES.conversation() as conversation:
        try:
            conversation.sendall(LENGTH.pack(len(content)) + content)
            answer = read_all(conversation, most + EXIT_CODE.size, end)
        except TimeoutError:
            wait_for_the_end(conversation)
            raise
        except OSError as error:
            raise PressStopped(str(error)) from error
    if len(answer) < EXIT_CODE.size:
        raise PressStopped("It ended without a word")
    return answer[: -EXIT_CODE.size], EXIT_CODE.unpack(answer[-EXIT_CODE.size :])[0]


def read_all(conversation: socket.socket, most: int, end: float) -> bytes:
    """Everything until the keeper closes, or one byte more than `most`."""
    parts, size = [], 0
    while size <= most:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        conversation.settimeout(left)
        part = conversation.recv(CHUNK)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def wait_for_the_end(conversation: socket.socket) -> None:
    """Hang up, so that the keeper kills the process, and wait until it has."""
    conversation.shutdown(socket.SHUT_WR)
    conversation.settimeout(STOP_SECONDS)
    while conversation.recv(CHUNK):
        pass
