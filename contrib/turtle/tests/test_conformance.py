"""What every plugin promises, checked by the kit that comes with Athena."""

from __future__ import annotations

from athena_core import conformance


@conformance.parametrize("turtle")
def test_it_conforms(check: conformance.Check) -> None:
    check.run()
