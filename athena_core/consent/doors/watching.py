"""A connection that is ended when the time is up, whatever it is doing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Watch:
    """Closes the connection at hand when the time is up, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = threading.Event()
        self._open: socket.socket | None = None
        self._lock = threading.Lock()

    def guard(self, connection: socket.socket) -> None:
        """Watch this connection, instead of the one before."""
        with self._lock:
            self._open = connection
            if self.over.is_set():
                self._shut()

    def end(self) -> None:
        """Say that the time is up, and end what is open."""
        with self._lock:
            self.over.set()
            self._shut()

    def _shut(self) -> None:
        if self._open is not None:
            with suppress(OSError):
                # The plain shutdown: that of TLS would let the next read go on without.
                socket.socket.shutdown(self._open, socket.SHUT_RDWR)


@contextmanager
def until(seconds: float) -> Iterator[Watch]:
    """Lend a watch that ends a connection after so many seconds."""
    watch = Watch(seconds)
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
