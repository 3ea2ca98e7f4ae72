"""The conformance kit: whether a plugin keeps its side of the contract.

    from athena_core import conformance

    @conformance.parametrize("turtle")
    def test_it_conforms(check):
        check.run()

The same checks come from `athena plugins check NAME`. Each runs in a child process of
its own, with a home, a working folder and a temporary folder that are thrown away. It
is a test, not a sandbox: what a plugin does in native code raises no audit event.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from athena_core.conformance.check import Check, Failed, NotAsked
    from athena_core.conformance.listing import checks
    from athena_core.conformance.testing import parametrize

_ROOMS = {
    "Check": "check",
    "Failed": "check",
    "NotAsked": "check",
    "checks": "listing",
    "parametrize": "testing",
}

__all__ = ["Check", "Failed", "NotAsked", "checks", "parametrize"]


def __getattr__(name: str) -> Any:
    room = _ROOMS.get(name)
    if room is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{room}"), name)


def __dir__() -> list[str]:
    return list(__all__)
