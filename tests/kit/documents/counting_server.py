"""A server on the loopback that counts what is fetched from it, and answers every request."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.kit.documents.payloads import CANARY

TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain"}
BODIES = {
    ".css": f'body::before{{content:"{CANARY}"}}'.encode(),
    ".svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path id="x" d="M0 0h9v9z"/></svg>',
}


@dataclass
class CountingServer:
    """Where it listens, and the paths asked of it so far."""

    address: str
    hits: list[str] = field(default_factory=list)


@contextmanager
def counting_server() -> Iterator[CountingServer]:
    """Up inside the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            counted.hits.append(self.path)
            ending = self.path[self.path.rfind(".") :]
            self.send_response(302 if self.path == "/redirect" else 200)
            self.send_header("Location", "/secret.png")
            self.send_header("Content-Type", TYPES.get(ending, "application/octet-stream"))
            self.end_headers()
            self.wfile.write(BODIES.get(ending, CANARY.encode()))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    counted = CountingServer(f"127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield counted
    finally:
        server.shutdown()
        server.server_close()
