"""The short run asks what no other test here asks; the long run asks everything."""

from __future__ import annotations

import os

import pytest

from athena_core import conformance

LONG = os.environ.get("ATHENA_LONG")
SHORT = {
    "it-loads",
    "import-is-light",
    "capabilities-agree",
    "weights-carry-a-ledger",
    "options-can-be-drawn",
    "resumes-to-the-same-bytes",
    "learns-only-from-the-corpus",
}


@conformance.parametrize("dcgan")
def test_it_conforms(check: conformance.Check) -> None:
    if not LONG and check.id.partition(":")[2] not in SHORT:
        pytest.skip("make test-long asks it")
    check.run()
