"""How long tests may look: `make test` has CI's counts, `make test-long` full ones."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

LONG = bool(os.environ.get("ATHENA_LONG"))

# No deadline: a busy machine is no fault of the code. The short run is the same each
# time; the long one looks further, and prints what repeats a failure.
settings.register_profile("short", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("long", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile("long" if LONG else "short")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `long` unless the long run was asked for."""
    if LONG:
        return
    skip = pytest.mark.skip(reason="make test-long runs it")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)
