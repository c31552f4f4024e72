"""A mail server that takes everything as fast as it can: `python -m tests.benchmarks.sink PORT [no-pipelining]`.

Like most servers it takes several lines at once (RFC 2920), unless it is told not to say so.
"""

import asyncio
import sys

END = b"\r\n.\r\n"
GREETING = b"250-sink.example\r\n250 PIPELINING\r\n"
ANSWERS = {b"DATA": b"354 Go on\r\n", b"QUIT": b"221 Bye\r\n", b"EHLO": GREETING}


class Conversation(asyncio.Protocol):
    """One client's. Whatever is said is well."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.heard, self.in_text = transport, b"", False
        transport.write(b"220 sink.example\r\n")

    def data_received(self, data: bytes) -> None:
        self.heard += data
        answers = b""
        while self.heard:
            said, mark, rest = self.heard.partition(END if self.in_text else b"\r\n")
            if not mark:
                break
            self.heard = rest
            answers += self._answer(said[:4].upper())
        self.transport.write(answers)
        if answers.endswith(ANSWERS[b"QUIT"]):
            self.transport.close()

    def _answer(self, verb: bytes) -> bytes:
        was_text, self.in_text = self.in_text, not self.in_text and verb == b"DATA"
        return b"250 OK\r\n" if was_text else ANSWERS.get(verb, b"250 OK\r\n")


async def serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Conversation, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    if "no-pipelining" in sys.argv:
        del ANSWERS[b"EHLO"]
    asyncio.run(serve(int(sys.argv[1])))
