"""The short run asks what no other test here asks; the long run asks everything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from athena_core import conformance

LONG = os.environ.get("ATHENA_LONG")
BOOK = Path(__file__).parent / "made_up_book"
SHORT = {
    "it-loads",
    "import-is-light",
    "ids-are-stable",
    "works-carry-a-right",
    "broken-works-are-named",
    "reads-nothing-else",
}


@conformance.parametrize("collections", datasets={"gutenberg": {"source": BOOK}})
def test_it_conforms(check: conformance.Check) -> None:
    if not LONG and check.id.partition(":")[2] not in SHORT:
        pytest.skip("make test-long asks it")
    check.run()
