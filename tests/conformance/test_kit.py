"""The kit's own promises: its doors, its reports, its page, its works."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from athena_core import GeneratorSpec, conformance
from athena_core.cli.options import Generators
from athena_core.conformance import corpus, params, questions
from athena_core.conformance.making import _readable
from athena_core.protocols import Piece
from tests.conformance.planting import BEGIN, Fault, plant
from tests.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
HANGS = "while True: pass\n\n\ndef athena_d"
AUTHORS_TEST = """
from athena_core import GeneratorSpec, conformance

WORDS = {{"sample:it-loads", "sample/murmur:weights-carry-a-ledger", {more!r}}}

@conformance.parametrize("sample", expected_failures={expected!r})
def test_it_conforms(check):
    if check.id in WORDS:
        check.run()
"""


def fault(file: str, was: str, now: str) -> Fault:
    return Fault(name="", file=file, was=was, now=now, check="", says="")


def ask(word: str, *, seconds: float = 300) -> str:
    """Return what one check of the sample says; nothing when it passes."""
    found = conformance.checks("sample", seconds=seconds)
    try:
        next(check for check in found if check.id.endswith(word)).run()
    except (conformance.Failed, conformance.NotAsked) as told:
        return str(told)
    return ""


def test_a_plugin_that_hangs_at_import_is_stopped_and_named(site: Path) -> None:
    plant(site, fault("__init__.py", "@hookimpl\ndef athena_d", HANGS))
    assert "gave no answer within 2 seconds" in ask("it-loads", seconds=2)


def test_a_plugin_that_leaves_the_interpreter_fails(site: Path) -> None:
    stop = "        print('over'); __import__('os')._exit(3)\n"
    plant(site, fault("maker.py", BEGIN, stop + BEGIN))
    told = ask("makes-what-it-says")
    assert "ended with status 3" in told


def test_weights_that_were_not_fetched_are_a_reason_not_to_ask(site: Path) -> None:
    named = "fetch=(Weights(file='a.json', address='https://example.org/a.json', "
    named += "size=2, sha256='0' * 64),),"
    plant(site, fault("__init__.py", 'weights="",', named))
    light = site / "athena_plugin_sample" / "__init__.py"
    light.write_text(light.read_text().replace("import Data", "import Weights, Data"))
    told = "not asked: its weights are not here: `athena models fetch sample/murmur`"
    assert ask("makes-what-it-says") == told
    assert ask("weights-carry-a-ledger") == told


def test_a_plugin_that_is_not_installed_is_not_found(site: Path) -> None:
    del site
    with pytest.raises(Exception, match="no plugin 'nowhere' is installed here"):
        conformance.checks("nowhere")


def test_the_command_prints_every_check_and_leaves_with_1_on_a_failure(
    site: Path,
    athena: Run,
) -> None:
    plant(site, fault("params.py", '    """Whether in capitals."""\n', ""))
    done = athena("plugins", "check", "sample", "--json", "--train", "steps=2")
    rows = {row["check"]: row for row in json.loads(done.stdout)}
    assert done.returncode == 1, done.stderr
    assert rows["sample/murmur:options-can-be-drawn"]["outcome"] == "failed"
    unasked = rows["sample/murmur:weights-carry-a-ledger"]
    assert (unasked["outcome"], unasked["told"]) == ("not asked", "ships no weights")
    others = {row["outcome"] for id_, row in rows.items() if "drawn" not in id_}
    assert others == {"passed", "not asked"}
    assert "1 failed" in done.stderr


@pytest.mark.parametrize(
    ("broken", "expected", "says"),
    [
        (False, {}, "2 passed|1 skipped"),
        (True, {}, "write a docstring"),
        (True, {"sample/murmur:options-can-be-drawn": "known"}, "1 xfailed"),
        (False, {"sample/murmur:options-can-be-drawn": "known"}, "XPASS"),
        (False, {"sample/murmur:weights-carry-a-ledger": "no"}, "take it out"),
        (False, {"sample/murmur:nothing": "no"}, "there is no check"),
    ],
)
def test_expected_failures_are_strict_in_an_authors_tests(
    broken: bool,
    expected: dict[str, str],
    says: str,
    site: Path,
    tmp_path: Path,
) -> None:
    gone = fault("params.py", '    """Whether in capitals."""\n', "")
    plant(site, gone if broken else None)
    more = "sample/murmur:options-can-be-drawn"
    test = tmp_path / "test_author.py"
    test.write_text(AUTHORS_TEST.format(more=more, expected=expected))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", str(test)],
        env={"PYTHONPATH": str(site), "ATHENA_HOME": str(tmp_path / "home")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.search(says, done.stdout), done.stdout + done.stderr
    assert (done.returncode == 0) == (says in {"2 passed|1 skipped", "1 xfailed"})


def test_pytest_is_not_loaded_by_the_command() -> None:
    code = (
        "import sys; from athena_core import conformance; conformance.checks;"
        "from athena_core.cli.plugins.check import check;"
        "print('pytest' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_page_explains_every_check() -> None:
    text = PAGE.read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))
    asked = {one.word for kind in questions.ROOMS for one in questions.of_kind(kind)}
    assert told == asked | {"it-loads"}


@pytest.mark.parametrize("media_type", corpus.KINDS)
def test_the_kits_works_are_what_they_say_and_differ(media_type: str) -> None:
    works = corpus.corpus((media_type,), held_out=2)
    everything = [
        *works.works,
        *works.held_out,
        *corpus.corpus((media_type,), 20).works,
    ]
    assert len({work.sha256 for work in everything}) == 10
    for work in everything:
        with work.open() as stream:
            _readable(Piece(media_type=media_type, data=stream.read()))


def test_names_that_commands_keep_are_the_names_they_have() -> None:
    from athena_core.cli.create import create
    from athena_core.cli.interpolate import interpolate
    from athena_core.cli.train import train

    words = frozenset({"generate", "transform", "interpolate", "train"})
    target = "package.module:Class"
    spec = GeneratorSpec(
        name="a",
        summary="",
        factory=target,
        params=target,
        train_params=target,
        capabilities=words,
    )

    def names(group: click.Command) -> set[str]:
        assert isinstance(group, Generators)
        found = {"help"}
        for one in group._build(spec, []).params:
            every = (*one.opts, *one.secondary_opts)
            flags = [flag for flag in every if flag.startswith("--")]
            found |= {flag[2:].replace("-", "_") for flag in flags} | {str(one.name)}
        return found

    assert params.RESERVED["params"] == names(create) | names(interpolate)
    assert params.RESERVED["train_params"] == names(train)
