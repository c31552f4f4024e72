"""A mail server on this machine that answers as it is told, and a pause in which a test looks round."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from pytest_django import Settings

Meanwhile = Callable[[], None]
PATIENCE = 60.0  # seconds, against hanging


class MailServer:
    """What it says to a sender, to a recipient (of that address, or of any) and to a text; what it took; who called.

    One that `takes_many_lines` says so (RFC 2920).
    """

    def __init__(self, takes_many_lines: bool) -> None:
        self.mail = self.rcpt = self.data = "250 OK"
        self.by_address: dict[str, str] = {}
        self.taken: list[bytes] = []
        self.conversations = 0
        self.most_a_conversation = 0  # after so many texts it says 421; 0 is without end
        self.takes_many_lines = takes_many_lines
        self.meanwhile: Meanwhile | None = None  # called when it has a text, before it answers

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, name: str, replies: list[str]) -> list[str]:  # noqa: N802
        self.conversations += 1
        session.host_name, session.texts = name, 0
        return [*replies[:-1], "250-PIPELINING", *replies[-1:]] if self.takes_many_lines else replies

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if self.most_a_conversation and session.texts >= self.most_a_conversation:
            return "421 Enough for now"
        if self.mail.startswith("250"):
            envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = self.by_address.get(address, self.rcpt)
        if answer == "hang up":
            server.transport.abort()
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        session.texts += 1
        if self.meanwhile:
            self.meanwhile()
        if self.data == "hang up":
            server.transport.abort()
        elif self.data.startswith("250"):
            self.taken.append(envelope.content)
        return self.data


class Bound(Controller):
    """Listens where it was bound, so that nobody takes the port in between; and waits for its own greeting."""

    def __init__(self, handler: MailServer, listening: socket.socket) -> None:
        host, port = listening.getsockname()
        super().__init__(handler, hostname=host, port=port, ready_timeout=PATIENCE)
        self.listening = listening

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.listening)

    def _trigger_server(self) -> None:
        with closing(socket.create_connection((self.hostname, self.port), PATIENCE)) as greeted:
            greeted.recv(1024)


@contextmanager
def mail_server(settings: Settings, *, takes_many_lines: bool = False) -> Iterator[MailServer]:
    """One that the settings lead to."""
    handler = MailServer(takes_many_lines)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    controller = Bound(handler, listening)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_USE_TLS = False
    try:
        yield handler
    finally:
        controller.stop()
