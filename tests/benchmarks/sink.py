"""A mail server that takes everything as fast as it can: `python -m tests.benchmarks.sink PORT`. No pipelining."""

import asyncio
import sys

END = b"\r\n.\r\n"
ANSWERS = {b"DATA": b"354 Go on\r\n", b"QUIT": b"221 Bye\r\n"}


class Conversation(asyncio.Protocol):
    """One client's. Whatever is said is well."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.heard, self.in_text = transport, b"", False
        transport.write(b"220 sink.example\r\n")

    def data_received(self, data: bytes) -> None:
        self.heard += data
        while self.heard:
            end = END if self.in_text else b"\r\n"
            said, mark, rest = self.heard.partition(end)
            if not mark:
                return
            self.heard = rest
            self._answer(said[:4].upper())

    def _answer(self, verb: bytes) -> None:
        was_text, self.in_text = self.in_text, not self.in_text and verb == b"DATA"
        self.transport.write(b"250 OK\r\n" if was_text else ANSWERS.get(verb, b"250 OK\r\n"))
        if verb == b"QUIT" and not was_text:
            self.transport.close()


async def serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Conversation, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
