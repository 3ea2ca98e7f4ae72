"""The door for an author's own tests; pytest is imported when it is opened."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from athena_core.conformance.check import Check, Failed, NotAsked
from athena_core.conformance.listing import checks

NOTHING: Mapping[str, str] = {}


def parametrize(
    name: str,
    *,
    expected_failures: Mapping[str, str] = NOTHING,
    **how: Any,
) -> Callable[[Callable[..., Any]], Any]:
    """Run a test once for each check of an installed plugin, as its argument `check`.

        @conformance.parametrize("turtle", expected_failures={ID: "why"})
        def test_it_conforms(check):
            check.run()

    A check that is not asked is skipped with its reason. An expected failure is strict:
    one that passes, or is not asked, fails the test. Further arguments are those of
    `checks`. Raises `ValueError` for an expected failure of a check there is none of.
    """
    import pytest  # noqa: PLC0415 - a plugin's user need not have it

    found = checks(name, **how)
    ids = [check.id for check in found]
    if unknown := sorted(set(expected_failures) - set(ids)):
        raise ValueError(
            f"there is no check {unknown[0]!r} of {name!r}; there are: "
            f"{', '.join(ids)}",
        )
    rows = []
    for check in found:
        reason = expected_failures.get(check.id)
        failing = pytest.mark.xfail(reason=reason or "", strict=True, raises=Failed)
        rows.append(pytest.param(check, id=check.id, marks=[failing] if reason else []))

    def door(test: Callable[..., Any]) -> Any:
        return pytest.mark.parametrize("check", rows)(_asked(test, expected_failures))

    return door


def _asked(test: Callable[..., Any], expected: Mapping[str, str]) -> Any:
    """Turn a check that is not asked into a skip, or a failure where one was hoped."""
    import pytest  # noqa: PLC0415 - the same

    @functools.wraps(test)
    def wrapped(*arguments: Any, check: Check, **others: Any) -> Any:
        try:
            return test(*arguments, check=check, **others)
        except NotAsked as reason:
            if check.id in expected:
                raise AssertionError(
                    f"{check.id} is {reason}; take it out of expected_failures",
                ) from reason
            pytest.skip(str(reason))

    return wrapped
