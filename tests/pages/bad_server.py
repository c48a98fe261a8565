"""A web server of this machine that behaves as badly as it is told, one path a behaviour."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PAGE = b"<!doctype html><html><body><p>Lavrov met Fidan in Ankara on Friday.</p></body></html>"
Behaviour = Callable[["BadServer", socket.socket], None]


def answer(body: bytes = PAGE, status: str = "200 OK", headers: str = "", length: int | None = None) -> bytes:
    """A whole answer; `length` is what it claims to be long."""
    claimed = len(body) if length is None else length
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {claimed}\r\nConnection: close\r\n"
    )
    return f"{head}{headers}\r\n".encode() + body


class BadServer:
    """Listens on 127.0.0.1; `asked` has the paths in the order of the requests."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.asked: list[str] = []
        self.closing = threading.Event()
        self.robots = answer(b"", "404 Not Found")
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self.closing.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                try:
                    self._answer(connection)
                except OSError:
                    continue

    def _answer(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(4096)
            if not piece:
                return
            request += piece
        path = request.split(b" ", 2)[1].decode()
        self.asked.append(path)
        if path == "/robots.txt":
            connection.sendall(self.robots)
        else:
            BEHAVIOURS[path.partition("?")[0]](self, connection)


@contextmanager
def bad_server() -> Iterator[BadServer]:
    server = BadServer()
    try:
        yield server
    finally:
        server.close()


def _drip(start: bytes) -> Behaviour:
    """Sends a beginning, then a byte every hundredth of a second, without end."""

    def drip(server: BadServer, connection: socket.socket) -> None:
        connection.sendall(start)
        while not server.closing.wait(0.01):
            connection.sendall(b"x")

    return drip


def _silent(server: BadServer, connection: socket.socket) -> None:
    connection.settimeout(5)
    connection.recv(1)


def _redirect(target: str) -> Behaviour:
    def redirect(server: BadServer, connection: socket.socket) -> None:
        n_asked = len(server.asked)
        location = target.format(n=n_asked, port=server.port)
        connection.sendall(answer(b"", "302 Found", f"Location: {location}\r\n"))

    return redirect


def _sent(content: bytes) -> Behaviour:
    return lambda server, connection: connection.sendall(content)


BOMB = gzip.compress(bytes(50_000_000))

BEHAVIOURS: dict[str, Behaviour] = {
    "/good": _sent(answer()),
    "/header-drip": _drip(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "/body-drip": _drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"),
    "/silent": _silent,
    "/endless": _redirect("/endless?{n}"),
    "/loop": _redirect("/loop"),
    "/to-file": _redirect("file:///etc/passwd"),
    "/to-metadata": _redirect("http://169.254.169.254/latest/meta-data/"),
    "/too-short": _sent(answer(length=len(PAGE) + 100)),
    "/too-long": _sent(answer(PAGE + b"<p>more", length=len(PAGE))),
    "/lies-about-size": _sent(answer(length=10**12)),
    "/no-length": _sent(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE),
    "/bomb": _sent(answer(BOMB, headers="Content-Encoding: gzip\r\n")),
    "/cut-gzip": _sent(answer(gzip.compress(PAGE * 50)[:-20], headers="Content-Encoding: gzip\r\n")),
    "/odd-encoding": _sent(answer(headers="Content-Encoding: rot13\r\n")),
    "/busy": _sent(answer(b"", "429 Too Many Requests", "Retry-After: 3600\r\n")),
    "/gone": _sent(answer(b"", "410 Gone")),
    "/picture": _sent(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff"),
    "/hangs-up": lambda server, connection: None,
    "/no-http": _sent(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "/huge-header": _sent(b"HTTP/1.1 200 OK\r\nX-Long: " + b"y" * 1_000_000),
}
