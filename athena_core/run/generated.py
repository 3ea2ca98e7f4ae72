"""`generated:NAME`: pieces that a model made, as works to learn from.

Their right is that of the works the model learned from, so its ledger goes with them:
admission walks it, and a withdrawal reaches the grandchild.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from athena_core import text
from athena_core.errors import InputError, PluginError
from athena_core.library.ledger import SCHEMA
from athena_core.params import build
from athena_core.plugins import Plugins, load
from athena_core.protocols import Model, Right, Skipped, Work
from athena_core.run.choosing import chosen_model

COUNT, MOST = 100, 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Generated:
    """The pieces of one generator, seeds 1 to `count`, made when they are asked for."""

    generator: str
    """Its id, such as `lstm/poet`."""
    model: str
    """As the user named it; empty for the shipped one."""
    count: int
    values: Mapping[str, str]
    """Options of the generator."""
    parent: Model
    """Who makes the pieces, with the ledger of what it learned from."""

    @classmethod
    def opened(
        cls,
        plugins: Plugins,
        name: str,
        options: Mapping[str, str],
    ) -> Generated:
        """Read `generated:NAME` or `generated:NAME:COUNT`, and -o count=N, -o model=M.

        Other options are the generator's own. Raises `NotFoundError` for an unknown
        generator or model, `InputError` for a wrong count or option.
        """
        _, _, rest = name.partition(":")
        generator, _, counted = rest.partition(":")
        if not generator:
            raise InputError(
                "name the generator: generated:poet, or generated:poet:200"
            )
        named = plugins.generator(generator)
        own = {
            key: value for key, value in options.items() if key in {"count", "model"}
        }
        values = {key: value for key, value in options.items() if key not in own}
        build(load(named.spec.params), values)
        model = own.get("model", "")
        parent = chosen_model(named, model)
        return cls(
            generator=named.id,
            model=model,
            count=_count(counted or own.get("count", str(COUNT))),
            values=values,
            parent=parent or _without_works(named.id),
        )

    @property
    def title(self) -> str:
        """Return the dataset's name for people."""
        return f"{self.count} by {self.parent.name}"

    def works(self) -> Iterator[Work | Skipped]:
        """Make the pieces, in a child process, and yield each as it comes.

        Raises `PluginError` when the generator fails.
        """
        for line in self._lines():
            if "error" in line:
                raise PluginError(f"generated:{self.generator}: {line['error']}")
            yield self._work(line)

    def _work(self, line: Mapping[str, Any]) -> Work:
        data = base64.b64decode(line["data"])
        if line["media_type"] == "text/plain":
            data = text.canonical(data.decode()).encode()
        return Work(
            id=f"{self.parent.name}-{line['seed']}",
            title=line["title"],
            maker="",
            year=None,
            media_type=line["media_type"],
            sha256=hashlib.sha256(data).hexdigest(),
            right=Right(
                basis="generated",
                because=f"made by {self.parent.name}, seed {line['seed']}",
            ),
            open=partial(io.BytesIO, data),
        )

    def _lines(self) -> Iterator[Mapping[str, Any]]:
        """Run the child; it ends with the last line, or with whoever stops reading."""
        command = [sys.executable, "-m", "athena_core.run.generating"]
        request = {
            "generator": self.generator,
            "model": self.model,
            "count": self.count,
            "values": dict(self.values),
        }
        with subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            text=True,
            encoding="utf-8",
        ) as child:
            try:
                yield from _answers(child, json.dumps(request))
            finally:
                child.kill()
        # a killed child is one whose reader had left; it is not waited for in vain


def _answers(child: subprocess.Popen[str], request: str) -> Iterator[Mapping[str, Any]]:
    if child.stdin is None or child.stdout is None:
        raise AssertionError(child.args)
    with suppress(BrokenPipeError):
        child.stdin.write(request + "\n")
        child.stdin.close()
    for line in child.stdout:
        yield json.loads(line)
    if child.wait():
        raise PluginError(
            f"the process that makes the pieces ended with status {child.returncode}; "
            "what it said stands above",
        )


def _environment() -> dict[str, str]:
    """Let the child find the modules that this process finds."""
    path = os.pathsep.join(str(Path(one).absolute()) for one in sys.path if one)
    return {**os.environ, "PYTHONPATH": path}


def _count(said: str) -> int:
    if not said.isdecimal() or not 1 <= int(said) <= MOST:
        raise InputError(f"{said!r} is no number of pieces from 1 to {MOST:,}")
    return int(said)


def _without_works(generator: str) -> Model:
    """Return a generator that has no weights: it learned from no works."""
    return Model(
        name=generator,
        folder=Path(),
        card={},
        ledger={"schema": SCHEMA, "works": [], "parent": None},
    )
