"""Runs as a process of its own, `python -m kit.documents.press_server`, with its control socket as standard input.

For each document it forks a keeper, and the keeper forks the process that makes it: the keeper kills that one when the
other side hangs up, and says at last how it ended.
"""

import os
import pickle
import select
import signal
import socket
import traceback
from collections.abc import Callable

from kit.documents.child import die_with_parent, work
from kit.documents.press import EXIT_CODE, LENGTH
from kit.documents.request import Request


def serve(control: socket.socket) -> None:
    """Fork a keeper for each socket handed over, until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    control.sendall(b"!")
    while True:
        _, descriptors, *_ = socket.recv_fds(control, 1, 1)
        if not descriptors:
            return
        with socket.socket(fileno=descriptors[0]) as conversation:
            if os.fork() == 0:
                control.close()
                in_this_process(keep, conversation)


def in_this_process(task: Callable[..., None], *arguments: object) -> None:
    """Do it and end, whatever happens: never fall back into the loop that this process was forked from."""
    code = 1
    try:
        die_with_parent()
        task(*arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def keep(conversation: socket.socket) -> None:
    """Have one document made, watch over it, and report the exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request = read_request(conversation)
    ended, alive = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ended)
        in_this_process(work, conversation, request)
    os.close(alive)
    ready, _, _ = select.select([conversation.fileno(), ended], [], [])
    if ended not in ready:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    conversation.sendall(EXIT_CODE.pack(os.waitstatus_to_exitcode(status)))


def read_request(conversation: socket.socket) -> Request:
    """The request, from the portal's own process."""
    with conversation.makefile("rb") as stream:
        (size,) = LENGTH.unpack(stream.read(LENGTH.size))
        return pickle.loads(stream.read(size))


if __name__ == "__main__":
    import kit.documents.warm  # noqa: F401

    serve(socket.socket(fileno=0))
