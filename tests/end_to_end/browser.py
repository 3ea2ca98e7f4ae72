"""A real browser without a window, spoken to over two pipes: no port, no dependency.

Chrome DevTools Protocol; each message is JSON and ends with a zero byte.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 120
Message = dict[str, Any]


class Tab:
    """One page in the browser, and all events that came of it."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._rest = b""
        self._number = 0
        self._session = ""
        self.events: list[Message] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> Message:
        """Send a command and wait for its answer; events meanwhile are kept."""
        self._number += 1
        sent: Message = {"id": self._number, "method": method, "params": params}
        if self._session:
            sent["sessionId"] = self._session
        os.write(self._write, json.dumps(sent).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                assert "error" not in message, message
                result: Message = message["result"]
                return result
            self.events.append(message)

    def _next(self) -> Message:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], until - time.monotonic())
            assert ready, "the browser does not answer"
            data = os.read(self._read, 1 << 20)
            assert data, "the browser is gone"
            self._rest += data
        one, _, self._rest = self._rest.partition(b"\0")
        message: Message = json.loads(one)
        return message

    def open(self, path: Path) -> None:
        """Open a file and wait until all of it is there."""
        self.events.clear()
        self.ask("Page.navigate", url=path.as_uri())
        while not any(
            one.get("method") == "Page.loadEventFired" for one in self.events
        ):
            self.events.append(self._next())

    def value(self, script: str) -> Any:
        """Return what a script gives; it runs past the page's own policy."""
        done = self.ask(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
        )
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def of(self, method: str) -> list[Message]:
        """Return the events of one kind since the file was opened."""
        return [one["params"] for one in self.events if one.get("method") == method]

    @property
    def complaints(self) -> list[str]:
        """What the browser put into its console: errors, refusals, remarks."""
        logged = [str(one["entry"]["text"]) for one in self.of("Log.entryAdded")]
        called = [str(one) for one in self.of("Runtime.consoleAPICalled")]
        thrown = [str(one) for one in self.of("Runtime.exceptionThrown")]
        return logged + called + thrown

    @property
    def requests(self) -> list[str]:
        """Addresses that were asked for, those within the page left out."""
        asked = self.of("Network.requestWillBeSent")
        urls = [str(one["request"]["url"]) for one in asked]
        return [url for url in urls if not url.startswith("data:")]


@contextlib.contextmanager
def browser(folder: Path) -> Iterator[Tab]:
    """Lend a tab of a browser with a profile of its own; skip where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no browser here")
    to_it, from_it = os.pipe(), os.pipe()
    arguments = [
        *(found, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--disable-dev-shm-usage", "--remote-debugging-pipe"),
        f"--user-data-dir={folder / 'profile'}",
    ]
    shell = shutil.which("bash") or "/bin/sh"
    child = subprocess.Popen(
        [shell, "-c", f'exec "$@" 3<&{to_it[0]} 4>&{from_it[1]}', "-", *arguments],
        pass_fds=(to_it[0], from_it[1]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_it[0])
    os.close(from_it[1])
    try:
        yield Tab(from_it[0], to_it[1])
    finally:
        os.close(to_it[1])
        os.close(from_it[0])
        child.kill()
        child.wait()
