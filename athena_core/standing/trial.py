"""One plugin tried in a child process, which is ended when its time is up.

So a plugin that hangs, crashes the interpreter or leaves threads behind is found out
and named, and the process that asks goes on. The child is this module, run with the
plugin's name, the path its answer goes to, and its seconds.
"""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

from athena_core import outcomes
from athena_core.discovery import Installed, Problem, discover, problem
from athena_core.plugins import Plugins
from athena_core.specs import GeneratorSpec
from athena_core.standing import needs, state
from athena_core.standing.state import Brought, Standing
from athena_core.standing.states import brought, standing

SECONDS = 10.0
"""For the import and the two hooks that name what a plugin brings."""
GRACE = 5.0
"""For the interpreter to start and to end."""
MODULE = "athena_core.standing.trial"
LINES = 12
"""Lines of where it hangs, or of what it wrote last."""


def tried(
    installed: Iterable[Installed],
    *,
    seconds: float = SECONDS,
) -> list[Standing]:
    """Try each plugin in a process of its own, several at a time, and remember it."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(lambda one: trial(one, seconds=seconds), installed))


def trial(one: Installed, *, seconds: float = SECONDS) -> Standing:
    """Try one plugin in a child process, and return where it stands now."""
    with tempfile.TemporaryDirectory() as folder:
        answer, talk = Path(folder, "answer.json"), Path(folder, "talk.txt")
        status = _child(one, answer, talk, seconds)
        said = _last_lines(talk)
        if answer.exists():
            return _read(one, json.loads(answer.read_bytes()))
    return _fatal(one, status, said, seconds)


def _child(one: Installed, answer: Path, talk: Path, seconds: float) -> int | None:
    """Run the child; returns its status, or None when its time was up."""
    arguments = [one.name, str(answer), str(seconds)]
    with talk.open("wb") as stream:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", MODULE, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=stream,
                timeout=seconds + GRACE,
                check=False,
                # what it started in turn has no terminal to write to or read from
                start_new_session=True,
            )
        except subprocess.TimeoutExpired:
            return None
    return done.returncode


def _last_lines(talk: Path) -> str:
    text = talk.read_text("utf-8", errors="replace")
    return "\n".join(text.splitlines()[:LINES])


def _read(one: Installed, answer: dict[str, list[dict[str, str]]]) -> Standing:
    """Turn a child's answer into the plugin's state."""
    problems = [Problem(**each) for each in answer["problems"]]  # type: ignore[arg-type]
    outcomes.keep(one, outcomes.Outcome(problems=tuple(problems)))
    found = standing(one)
    # what is missing explains what was raised
    if problems and found.state != "needs":
        found = state.troubled(*problems)
    elif lacking := answer["lacking"]:
        found = state.of(one, "needs", **lacking[0])
    elif found.state == "untried":
        # the memory of it could not be written
        found = state.of(one, "ready")
    brings = tuple(Brought(**each) for each in answer["brings"])  # type: ignore[arg-type]
    return replace(found, brings=brings)


def _fatal(one: Installed, status: int | None, said: str, seconds: float) -> Standing:
    """Return the state of a plugin whose child gave no answer."""
    hangs = status is None or "Timeout (" in said
    if hangs:
        what = f"it was still loading after {seconds:g} seconds"
    else:
        what = f"it ended the whole process while it was loading (status {status})"
    found = replace(
        problem(one, what),
        cure=f"turn it off: athena plugins off {one.name}; or "
        f"{problem(one, what).cure}",
        traceback=said,
    )
    outcomes.keep(one, outcomes.Outcome(problems=(found,), hangs=hangs))
    return state.troubled(found)


def _answer(name: str) -> dict[str, object]:
    """Load one plugin and its specs in this process."""
    mine = tuple(one for one in discover(anyway=True)[0] if one.name == name)
    # a trial is to find out anew, whatever was found before
    for one in mine:
        outcomes.forget(one)
    known = Plugins(installed=mine)
    known.load_all()
    generators = tuple(one.spec for one in known.generators)
    datasets = tuple(one.spec for one in known.datasets)
    brings = brought(mine[0], generators, datasets)
    return {
        "problems": [asdict(one) for one in known.problems],
        "brings": [asdict(one) for one in brings],
        # a plugin that is edited in place has no specs that are remembered
        "lacking": _lacking(mine[0].name, generators),
    }


def _lacking(name: str, generators: tuple[GeneratorSpec, ...]) -> list[dict[str, str]]:
    """Return what its generators need that is not here, and what mends it."""
    found = (needs.weights(name, generators), needs.device(generators))
    return [
        {"why": f"needs {missing}", "cure": cure} for missing, cure in found if missing
    ]


def main(name: str, path: str, seconds: str) -> None:
    """Answer in a file; a plugin's threads and exit handlers are not waited for."""
    faulthandler.dump_traceback_later(float(seconds), exit=True)
    os.environ.pop("ATHENA_STRICT_PLUGINS", None)
    answer = json.dumps(_answer(name))
    Path(path).write_text(answer, encoding="utf-8")
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
