"""
Run inside the jail's network: a server on loopback, and the stages of the program, which can reach nothing else.

``python inside.py ORDERS``, where ORDERS is a JSON file with ``port``, ``answers`` (by path: ``body`` in base64,
``status``, ``headers``, ``delay``), ``certificate``, a file where the server speaks TLS, and ``stages``, the command
lines. What came of each stage, and all that the server was asked, is printed as JSON. It needs nothing but Python's own
library.
"""

from __future__ import annotations

import base64
import fcntl
import http.server
import json
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

SET_FLAGS, UP_AND_RUNNING = 0x8914, 0x41


def bring_up_loopback() -> None:
    """Loopback is down in a network of its own."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        fcntl.ioctl(asking, SET_FLAGS, struct.pack("16sH14s", b"lo", UP_AND_RUNNING, b""))


def main() -> None:
    """Do what the orders say."""
    orders = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    bring_up_loopback()
    asked: list[Any] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append([self.path, {name.lower(): value for name, value in self.headers.items()}])
            said = orders["answers"].get(self.path, {"status": 404})
            if isinstance(said, list):
                said = said.pop(0) if len(said) > 1 else said[0]
            body = base64.b64decode(said.get("body", ""))
            time.sleep(said.get("delay", 0))
            self.send_response(said.get("status", 200))
            for name, value in said.get("headers", ()):
                self.send_header(name, value)
            if said.get("status") != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if said.get("status") == 204 else body)

        def log_message(self, *_: object) -> None:
            """Nobody wants to read it."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", orders["port"]), Handler)
    if orders["certificate"]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(orders["certificate"])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    done = []
    for stage in orders["stages"]:
        ran = subprocess.run(
            stage,
            env=orders["environment"],
            cwd=orders["place"],
            umask=0o022,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=orders["seconds"],
            check=False,
        )
        done.append([ran.returncode, ran.stdout, ran.stderr])
        if ran.returncode:
            break
    json.dump({"stages": done, "asked": asked}, sys.stdout)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
