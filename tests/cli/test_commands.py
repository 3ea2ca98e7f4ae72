"""The command as a user types it, in a real child process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from athena_core.cli.datasets import _refused
from tests.conftest import Run, install_tiny, write_distribution
from tests.unit.test_plugins import BROKEN

pytestmark = pytest.mark.usefixtures("tiny_site")


@pytest.fixture
def tiny_site(site: Path) -> Path:
    install_tiny(site)
    return site


def test_a_poem_goes_to_stdout_and_talk_to_stderr(athena: Run) -> None:
    done = athena("create", "parrot", "--seed", "7", "--words", "3")
    assert done.returncode == 0, done.stderr
    assert "Squawk 7" in done.stdout
    assert "Made by a machine" in done.stderr
    assert "Made by a machine" not in done.stdout


def test_records_come_as_json(athena: Run) -> None:
    done = athena("create", "parrot", "--seed", "7", "--count", "2", "--json")
    records = json.loads(done.stdout)
    assert [record["recipe"]["seed"] for record in records] == ["7", "8"]


def test_options_are_drawn_from_the_plugins_params(
    athena: Run,
) -> None:
    text = athena("create", "parrot", "--help").stdout
    assert "--words" in text
    assert "How many words it says. (1..50)" in text
    assert "[plain|loud]" in text


def test_training_from_the_first_word_to_a_poem(
    athena: Run,
    verses: Path,
) -> None:
    stated = ("--right", "own", "--because", "I wrote them")
    dataset = ("--dataset", f"verses:{verses}")
    done = athena("train", "parrot", *dataset, *stated, "--name", "mine")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "mine\n"
    assert "learned from 6 works by 5 makers" in done.stderr
    assert "training mine: 3 of 3" in done.stderr
    made = athena("create", "parrot", "--model", "mine", "--seed", "1")
    assert "model mine" in made.stderr
    listed = json.loads(athena("models", "list", "--json").stdout)
    assert [one["name"] for one in listed if one["generator"] == "tiny/parrot"] == [
        "mine",
    ]
    info = athena("models", "info", "mine").stdout
    assert "Tide\t2\t33.3%" in info
    assert athena("models", "delete", "mine", "--yes").returncode == 0
    assert athena("models", "info", "mine").returncode == 1


def test_training_without_a_right_is_refused_with_both_ways(
    athena: Run,
    verses: Path,
) -> None:
    done = athena("train", "parrot", "--dataset", f"verses:{verses}")
    assert done.returncode == 1
    assert "nobody says by what right" in done.stderr
    assert "rights.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dataset_can_be_checked_before(
    athena: Run,
    verses: Path,
) -> None:
    verses.write_text(verses.read_text() + "no title here\n")
    stated = ("--right", "own", "--because", "mine")
    done = athena("datasets", "check", f"verses:{verses}", *stated)
    assert done.returncode == 0
    assert "skipped: 1" in done.stdout
    assert "line 6: it has no title" in done.stdout
    assert athena("datasets", "check", f"verses:{verses}").returncode == 1


@pytest.mark.parametrize("kind", BROKEN)
def test_with_a_broken_plugin_every_command_works_and_says_what_is_broken(
    kind: str,
    athena: Run,
    tiny_site: Path,
) -> None:
    module = f"bad_{kind.replace('-', '_')}"
    write_distribution(tiny_site, kind, module, source=BROKEN[kind][0])
    assert athena("--help").returncode == 0
    listed = athena("plugins", "list")
    assert listed.returncode == 0
    assert kind in listed.stdout
    made = athena("create", "parrot", "--seed", "1")
    assert made.returncode == 0, made.stderr
    doctor = athena("doctor")
    assert doctor.returncode == 1
    assert f"problem: athena-plugin-{kind} 1.0" in doctor.stdout
    assert f"pip uninstall athena-plugin-{kind}" in doctor.stdout
    info = athena("plugins", "info", kind)
    assert "problem:" in info.stdout


def test_two_distributions_with_one_name_are_told(
    athena: Run,
    tiny_site: Path,
) -> None:
    write_distribution(tiny_site, "tiny", "twin", distribution="twin", source="")
    listed = athena("plugins", "list")
    assert "claimed by athena-plugin-tiny and twin" in listed.stdout
    assert athena("create", "parrot", "--seed", "1").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("creat",), "Did you mean 'create'?"),
        (("create", "parott"), "did you mean 'parrot'"),
        (("create", "parrot", "--words", "0"), "words: input should be greater"),
        (("create", "parrot", "--model", "none"), "there is no model 'none'"),
        (("create", "parrot", "--seed", "-1"), "is not in the range"),
        (("create", "parrot", "--seed", "9" * 30), "is not in the range"),
        (("models", "info", "none"), "there is no model 'none'"),
        (("models", "delete", "parrot"), "only models of your own are deleted"),
        (("registry", "withdraw", "x"), "there is no registry in artists_registry"),
        (("interpolate", "parrot"), "Missing option '--from-seed'"),
        (("train", "parrot", "--dataset", "nowhere/x"), "nowhere/x does not exist"),
        (("create", "greedy"), "has an option 'seed', a name that `athena create`"),
        (("studio",), "comes with athena-plugin-studio, which is not installed"),
        (("plugins", "info", "none"), "no plugin 'none' is installed"),
    ],
)
def test_a_slip_gets_one_sentence_and_no_trace(
    arguments: tuple[str, ...],
    words: str,
    athena: Run,
) -> None:
    done = athena(*arguments)
    assert done.returncode in (1, 2)
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_plugins_words_cannot_steer_the_terminal(
    athena: Run,
    verses: Path,
) -> None:
    verses.write_text("\x1b]0;owned\x07[bold]tide[/]: salt\n")
    stated = ("--right", "own", "--because", "\x1b[31mmine")
    done = athena("datasets", "check", f"verses:{verses}", *stated)
    assert "\x1b" not in done.stdout + done.stderr
    assert "[Bold]Tide[/]" in done.stdout


def test_upscalings_on_the_command_line_are_those_there_are(athena: Run) -> None:
    from athena_core.upscaling import UPSCALINGS

    text = athena("create", "dauber", "--help").stdout
    assert "|".join([*sorted(UPSCALINGS, key=text.index), "none"]) in text


def test_a_home_that_cannot_be_written_is_told(athena: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    where = str(tmp_path / "file" / "home")
    done = athena("create", "parrot", "--seed", "1", ATHENA_HOME=where)
    assert done.returncode == 1
    assert "cannot be written: Not a directory; set ATHENA_HOME" in done.stderr
    assert "Traceback" not in done.stderr
    assert f"problem: {where}" in athena("doctor", ATHENA_HOME=where).stdout


def test_athena_alone_says_what_to_try(athena: Run) -> None:
    done = athena()
    assert done.returncode == 0
    assert "athena demo" in done.stdout


def test_lists_in_a_pipe_are_tab_separated(athena: Run) -> None:
    lines = athena("plugins", "list").stdout.splitlines()
    assert "tiny\tathena-plugin-tiny\t1.0\tuntried" in lines


def test_no_plugins_still_answers(athena: Run) -> None:
    done = athena("--no-plugins", "generators", "list")
    assert done.returncode == 0
    assert "none is installed" in done.stderr


def test_a_plugins_fault_names_the_plugin_and_debug_shows_where(
    athena: Run,
    verses: Path,
) -> None:
    arguments = ("train", "parrot", "--dataset", f"verses:{verses}", "--fail-at", "1")
    stated = ("--right", "own", "--because", "mine")
    done = athena(*arguments, *stated)
    assert done.returncode == 1
    assert "athena-plugin-tiny 1.0) failed: RuntimeError: fell off" in done.stderr
    assert "Traceback" not in done.stderr
    debugged = athena(*arguments, *stated, ATHENA_DEBUG="1")
    assert "Traceback" in debugged.stderr


def test_a_file_name_cannot_write_a_line_of_its_own() -> None:
    told = _refused("A01", "nobody says by what right", ["a\nall is well.txt"])
    assert told.splitlines()[1:] == ["    a\\x0aall is well.txt"]


@pytest.mark.parametrize("room", ["datasets", "models"])
def test_no_sentence_of_help_is_cut_short(room: str, athena: Run) -> None:
    _, commands = athena(room, "--help").stdout.split("Commands:")
    assert "..." not in commands
