from __future__ import annotations

import io
import subprocess
import sys

import pytest

from athena_core.terminal import colours, console, is_plain


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_terminal_is_not_plain() -> None:
    assert not is_plain(False, Screen())


def test_a_file_or_a_pipe_is_plain() -> None:
    assert is_plain(False, io.StringIO())


def test_the_option_makes_it_plain() -> None:
    assert is_plain(True, Screen())


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_the_environment_makes_it_plain(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    assert is_plain(False, Screen())
    assert colours(console(Screen())) == "none"


def test_an_empty_no_color_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")

    assert not is_plain(False, Screen())


@pytest.mark.parametrize("value", ["truecolor", "24bit"])
def test_colorterm_promises_all_colours(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("COLORTERM", value)

    assert colours(console(Screen())) == "truecolor"


@pytest.mark.parametrize("term", ["xterm-256color", "screen", "xterm", "linux"])
def test_any_other_terminal_gets_256(
    monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)

    assert colours(console(Screen())) == "256"


def test_plain_output_has_no_escapes_and_no_markup() -> None:
    stream = Screen()

    console(stream, plain=True).print("[bold]a line[/bold] :smile:")

    assert stream.getvalue() == "[bold]a line[/bold] :smile:\n"


def test_markup_from_outside_is_never_obeyed() -> None:
    stream = Screen()

    console(stream).print("[red]not red[/red] 42")

    assert stream.getvalue() == "[red]not red[/red] 42\n"


def test_knowing_the_terminal_and_showing_text_load_nothing_heavy() -> None:
    code = (
        "import sys, athena_core.terminal, athena_core.text\n"
        "heavy = {'rich', 'PIL', 'numpy', 'torch', 'pydantic', 'textual'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
