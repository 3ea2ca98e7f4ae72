"""The child that makes pieces to learn from: a request in, one JSON line a piece out.

Run as `python -m athena_core.run.generating`. A generator may load much and print what
it likes, so it works in a process of its own and the lines have a channel of their own.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import sys
from typing import IO, Any

from athena_core.errors import AthenaError


def main() -> int:
    """Read a request from stdin and answer on what was stdout."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who reads the answers decides
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a plugin prints is talk
    request = json.loads(sys.stdin.readline())
    try:
        with answers:
            _answer(request, answers)
    except BrokenPipeError:
        return 0
    return 0


def _answer(request: dict[str, Any], answers: IO[str]) -> None:
    from athena_core.plugins import plugins  # noqa: PLC0415 - after stdout is safe
    from athena_core.run.making import drawn  # noqa: PLC0415 - the same

    try:
        for one in drawn(
            plugins(),
            request["generator"],
            tuple(range(1, request["count"] + 1)),
            request["values"],
            request["model"],
        ):
            data = base64.b64encode(one.piece.data).decode()
            line = {
                "seed": one.seed,
                "title": one.piece.title,
                "media_type": one.piece.media_type,
                "data": data,
            }
            print(json.dumps(line), file=answers, flush=True)
    except AthenaError as error:
        print(json.dumps({"error": str(error)}), file=answers, flush=True)


if __name__ == "__main__":
    sys.exit(main())
