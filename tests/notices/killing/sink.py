"""A mail server in a process of its own: `python -m tests.notices.killing.sink PORT FILE HALT` answers as planned.

It writes a line of address and Message-ID for each text that it keeps, before it says so. After HALT of them, unless
that is 0, it keeps no more and says nothing until there is a FILE.on.
"""

import asyncio
import os
import re
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.notices.killing.plan import Way, way_of

LARGEST = 1 << 20
PAUSE = 0.002  # seconds between keeping a text and saying so: the moment that matters is not too short to be hit
MESSAGE_ID = re.compile(rb"^Message-ID: *(?:\r\n )?(\S+)", re.MULTILINE | re.IGNORECASE)
Say = Callable[[str], Awaitable[None]]


class HangUpError(Exception):
    """The sink ends the conversation without a word."""


class Sink:
    """What was kept is in the file; attempts are counted by address."""

    def __init__(self, path: Path, halt: int) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.halt, self.kept, self.on = halt, 0, Path(f"{path}.on")
        self.attempts: Counter[tuple[str, Way]] = Counter()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(answer: str) -> None:
            writer.write(answer.encode() + b"\r\n")
            await writer.drain()

        try:
            await say("220 sink.example")
            await self._listen(reader, say)
        except (HangUpError, ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _listen(self, reader: asyncio.StreamReader, say: Say) -> None:
        to = ""
        while line := await reader.readline():
            verb = line[:4].upper().strip()
            if verb == b"RCPT":
                to = line.decode().partition("<")[2].partition(">")[0]
                await say(self.on_recipient(to))
            elif verb == b"DATA":
                await say("354 Go on")
                await self.on_text(await reader.readuntil(b"\r\n.\r\n"), to, reader, say)
            elif verb == b"QUIT":
                await say("221 Bye")
                return
            else:
                await say("250 OK")

    def is_first(self, to: str, way: Way) -> bool:
        self.attempts[to, way] += 1
        return self.attempts[to, way] == 1

    def on_recipient(self, to: str) -> str:
        way = way_of(to)
        if way is Way.HANGS_UP_ONCE and self.is_first(to, way):
            raise HangUpError
        if way is Way.LATER or (way is Way.LATER_ONCE and self.is_first(to, way)):
            return "450 4.2.0 Busy"
        return "550 5.1.1 Nobody of that name" if way is Way.NEVER else "250 OK"

    async def on_text(self, text: bytes, to: str, reader: asyncio.StreamReader, say: Say) -> None:
        way = way_of(to)
        if way is Way.TEXT_NEVER:
            return await say("554 5.7.1 Not that")
        if way is Way.TEXT_LATER_ONCE and self.is_first(to, way):
            return await say("451 4.3.0 Not now")
        if way is not Way.SILENT_LOST:
            await self.wait_at_the_halt()
            self.keep(text, to)
        if way in (Way.SILENT_LOST, Way.SILENT_TAKEN):
            await reader.read()  # until the other side has had enough
            raise HangUpError
        await asyncio.sleep(PAUSE)
        return await say("250 OK")

    async def wait_at_the_halt(self) -> None:
        while 0 < self.halt <= self.kept and not self.on.exists():
            await asyncio.sleep(PAUSE)

    def keep(self, text: bytes, to: str) -> None:
        found = MESSAGE_ID.search(text)
        assert found, text[:500]
        self.kept += 1
        os.write(self.file, f"{to} {found[1].decode()}\n".encode())


async def main(port: int, path: Path, halt: int) -> None:
    """Serve until killed."""
    sink = Sink(path, halt)
    server = await asyncio.start_server(sink.converse, "127.0.0.1", port, limit=LARGEST)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
