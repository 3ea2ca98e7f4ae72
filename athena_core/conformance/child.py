"""The child's side: one question about one plugin, answered in a file.

Run as `python -m athena_core.conformance.child FOLDER`. Nothing heavy is imported here,
since whether the plugin does is one of the questions.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from athena_core.conformance.check import Failed, NotAsked

OURS = str(Path(__file__).parents[1])


def main(folder: Path) -> None:
    """Read the request, ask, and write the answer."""
    request = json.loads((folder / "request.json").read_bytes())
    try:
        answer = {"fact": _ask(request, folder)}
    except Failed as error:
        answer = {"failed": str(error)}
    except NotAsked as error:
        answer = {"not asked": str(error).removeprefix("not asked: ")}
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin raises
        answer = {"failed": _told(error)}
    path = folder / "answer.json"
    path.with_suffix(".part").write_text(json.dumps(answer), encoding="utf-8")
    path.with_suffix(".part").rename(path)


def _ask(request: dict[str, Any], folder: Path) -> object:
    from athena_core.conformance import names  # noqa: PLC0415 - after the child is safe

    if request["word"] == "listing":
        return names.listed(request["plugin"])
    from athena_core.conformance import questions  # noqa: PLC0415 - the same

    question = questions.find(request["kind"], request["word"])
    if request["kind"] == "plugin":
        return question.ask(request["plugin"])
    return question.ask(names.subject(request, folder))


def _told(error: BaseException) -> str:
    """Say what was raised, and where in the plugin."""
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [frame for frame in frames if not frame.filename.startswith(OURS)]
    package = Path(theirs[0].filename).parent if theirs else None
    last = [frame for frame in theirs if Path(frame.filename).parent == package][-1:]
    place = "".join(f" ({Path(one.filename).name}:{one.lineno})" for one in last)
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"it raised {what}{place}; mend that, or raise an AthenaError that helps"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    # threads that a plugin left running must not hold the answer back
    sys.stderr.flush()
    os._exit(0)
