"""What docs/registry.md shows is what the program prints."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import pytest

from tests.conftest import Run
from tests.repo.pages import blocks

PAGE = "docs/registry.md"


def shown() -> Iterator[tuple[str, str]]:
    """Yield each command of the page that is followed by what it prints."""
    for block in blocks(PAGE):
        if block.language == "console":
            for part in block.code.split("$ ")[1:]:
                command, _, output = part.partition("\n")
                if output:
                    yield command, output


EXAMPLES = list(shown())


@pytest.mark.parametrize("command", [command for command, _ in EXAMPLES])
def test_an_example_prints_what_the_page_shows(command: str, athena: Run) -> None:
    program, *words = shlex.split(command)
    assert program == "athena"
    done = athena(*words, NO_COLOR="1")
    assert done.stdout == dict(EXAMPLES)[command]


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 1
