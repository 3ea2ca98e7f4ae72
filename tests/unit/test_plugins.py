"""Plugins are found, loaded and called one by one; each failure is contained."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from athena_core import Right, Work
from athena_core.discovery import discover
from athena_core.errors import AmbiguousError, NotFoundError, PluginError
from athena_core.plugins import Plugins, load
from tests.conftest import install_tiny, write_distribution

GOOD = """
from athena_core import GeneratorSpec, hookimpl

@hookimpl
def athena_generators():
    yield GeneratorSpec(
        name="{name}", summary="s", factory="a:B", params="a:C",
        media_types=("text/plain",),
    )
"""
HOOK = """
from athena_core import hookimpl

@hookimpl
def {signature}:
    {body}
"""
BROKEN = {
    "raises-on-import": ("raise RuntimeError('no luck')", "does not load"),
    "exits-on-import": ("import sys; sys.exit(3)", "does not load"),
    "misses-an-import": ("import nothing_of_that_name", "does not load"),
    "raises-in-hook": (
        HOOK.format(signature="athena_generators()", body="raise ValueError('late')"),
        "athena_generators failed",
    ),
    "raises-in-its-iterator": (
        HOOK.format(signature="athena_generators()", body="yield from [1 / 0]"),
        "athena_generators failed",
    ),
    "wrong-signature": (
        HOOK.format(signature="athena_generators(colour)", body="return []"),
        "does not load",
    ),
    "misspelt-hook": (
        HOOK.format(signature="athena_generatorz()", body="return []"),
        "does not load",
    ),
    "gives-no-spec": (
        HOOK.format(signature="athena_generators()", body="return ['painter']"),
        "which is no GeneratorSpec",
    ),
}


def found(*names: str) -> Plugins:
    installed, problems = discover()
    mine = tuple(one for one in installed if one.name in names)
    return Plugins(
        installed=mine,
        problems=[problem for problem in problems if problem.plugin in names],
    )


def work(title: str = "tide") -> Work:
    return Work(
        id="w",
        title=title,
        maker="",
        year=None,
        media_type="text/plain",
        sha256="0" * 64,
        right=Right(basis="own", because="mine"),
        open=lambda: io.BytesIO(b""),
    )


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_is_a_problem_and_the_good_one_works(
    kind: str,
    site: Path,
) -> None:
    source, what = BROKEN[kind]
    write_distribution(site, kind, f"bad_{kind.replace('-', '_')}", source=source)
    write_distribution(site, "good", "good_plugin", source=GOOD.format(name="fine"))
    plugins = found(kind, "good")
    assert [one.id for one in plugins.generators] == ["good/fine"]
    [problem] = plugins.problems
    assert problem.plugin == kind
    assert what in problem.what
    assert f"athena-plugin-{kind}" in problem.cure


def test_a_problem_keeps_its_traceback(site: Path) -> None:
    write_distribution(site, "bad", "bad_plugin", source="raise RuntimeError('mark')")
    plugins = found("bad")
    assert plugins.generators == ()
    assert "RuntimeError: mark" in plugins.problems[0].traceback


def test_strict_mode_raises_what_a_plugin_raised(
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_distribution(site, "bad", "bad_strict", source="raise RuntimeError('mark')")
    monkeypatch.setenv("ATHENA_STRICT_PLUGINS", "1")
    with pytest.raises(RuntimeError, match="mark"):
        _ = found("bad").generators


def test_of_two_that_claim_one_name_the_rightful_wins_and_the_other_is_told(
    site: Path,
) -> None:
    write_distribution(site, "muse", "muse_true", source=GOOD.format(name="true"))
    write_distribution(
        site,
        "muse",
        "muse_twin",
        distribution="a-twin",
        source=GOOD.format(name="twin"),
    )
    plugins = found("muse")
    assert [one.id for one in plugins.generators] == ["muse/true"]
    [problem] = plugins.problems
    assert problem.distribution == "a-twin"
    assert "claimed by a-twin and athena-plugin-muse" in problem.what


def test_of_two_strangers_that_claim_one_name_neither_wins(site: Path) -> None:
    for twin in ("first", "second"):
        write_distribution(
            site,
            "muse",
            f"muse_{twin}",
            distribution=twin,
            source=GOOD.format(name=twin),
        )
    plugins = found("muse")
    assert plugins.generators == ()
    assert {problem.distribution for problem in plugins.problems} == {"first", "second"}


def test_a_short_name_is_enough_while_one_plugin_has_it(site: Path) -> None:
    write_distribution(site, "one", "plugin_one", source=GOOD.format(name="same"))
    assert found("one").generator("same").id == "one/same"
    write_distribution(site, "two", "plugin_two", source=GOOD.format(name="same"))
    both = found("one", "two")
    with pytest.raises(AmbiguousError, match="one/same, two/same"):
        both.generator("same")
    assert both.generator("two/same").id == "two/same"


def test_a_name_nobody_has_gets_the_nearest(tiny: Plugins) -> None:
    with pytest.raises(NotFoundError, match="did you mean 'parrot'"):
        tiny.generator("parott")


def test_a_plugin_may_refuse_a_work(tiny: Plugins) -> None:
    assert tiny.refusal(work(), "train") is None
    assert tiny.refusal(work("secret"), "train") == "tiny: it is a secret"


def test_a_refusing_hook_that_raises_counts_as_refusal(site: Path) -> None:
    source = HOOK.format(signature="athena_refuse(work)", body="raise KeyError('x')")
    write_distribution(site, "shy", "shy_plugin", source=source)
    refusal = found("shy").refusal(work(), "train")
    assert refusal is not None
    assert "athena_refuse failed" in refusal


def test_a_preview_that_raises_does_not_hide_a_good_one(site: Path) -> None:
    bad = HOOK.format(signature="athena_preview(media_type)", body="raise OSError")
    good = HOOK.format(signature="athena_preview(data)", body="return data.decode()")
    write_distribution(site, "aaa", "preview_bad", source=bad)
    write_distribution(site, "zzz", "preview_good", source=good)
    plugins = found("aaa", "zzz")
    assert plugins.preview("text/x", b"drawn", 80) == "drawn"
    assert [problem.plugin for problem in plugins.problems] == ["aaa"]


def test_no_plugins_means_none(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_tiny(site)
    monkeypatch.setenv("ATHENA_NO_PLUGINS", "1")
    assert discover() == ((), ())


def test_a_factory_that_is_not_there_is_named() -> None:
    with pytest.raises(PluginError, match=r"athena_core\.specs:Nothing"):
        load("athena_core.specs:Nothing")


def test_a_factory_that_needs_torch_names_the_pip_line(site: Path) -> None:
    (site / "needs_torch.py").write_text(
        "raise ModuleNotFoundError('No module named torch', name='torch')",
    )
    with pytest.raises(PluginError, match=r"pip install 'athena-core\[torch\]'"):
        load("needs_torch:Thing")
