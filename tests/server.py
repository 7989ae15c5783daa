"""
A real HTTP server on loopback, which answers as a test tells it to, and remembers what it was asked.
"""

from __future__ import annotations

import base64
import http.server
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable

    import trustme


class Answer(NamedTuple):
    """
    What the server says.

    Attributes:
        body: The bytes, or a function that writes them to whoever asked.
        status: The status.
        headers: More headers.
        delay: How many seconds pass before the headers.
    """

    body: bytes | Callable[[Any], None] = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0

    def to_dict(self) -> dict[str, Any]:
        """It as plain values, as `tests.oracle.inside` takes it; its body must be bytes."""
        assert isinstance(self.body, bytes)
        body = base64.b64encode(self.body).decode()
        return {"body": body, "status": self.status, "headers": [*map(list, self.headers)], "delay": self.delay}


class Server:
    """
    The server, as a context.

    Args:
        answers: What it says for each path: an answer, or several, one after the other, the last for ever.
        authority: Who signs its certificate, where it speaks TLS.
    """

    def __init__(self, answers: dict[str, Any], authority: trustme.CA | None = None) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, str]]] = []
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: object) -> None:
                """Nobody wants to read it."""

        class Many(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_: object) -> None:
                """Clients go away in the midst of an answer, as they should."""

        self._server = Many(("127.0.0.1", 0), Handler)
        self._scheme = "http"
        if authority is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def host(self) -> str:
        """Its host and port."""
        return f"localhost:{self._server.server_address[1]}"

    def url(self, path: str) -> str:
        """The URL of a path."""
        return f"{self._scheme}://{self.host}{path}"

    def answer(self, handler: Any) -> None:
        """Say what is to be said."""
        self.asked.append((handler.path, {name.lower(): value for name, value in handler.headers.items()}))
        said = self.answers.get(handler.path.partition("?")[0], Answer(b"", 404))
        if isinstance(said, list):
            said = said.pop(0) if len(said) > 1 else said[0]
        said = said if isinstance(said, Answer) else Answer(said)
        time.sleep(said.delay)
        handler.send_response(said.status)
        for name, value in said.headers:
            handler.send_header(name, value)
        if callable(said.body):
            handler.send_header("Connection", "close")
            handler.close_connection = True
            handler.end_headers()
            said.body(handler)
            return
        # What says that it has no content must have none.
        body = b"" if said.status == 204 else said.body
        if said.status != 204:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
