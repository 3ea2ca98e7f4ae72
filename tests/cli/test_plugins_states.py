"""States of plugins, read without importing any; culprits are named by the doctor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, write_distribution
from tests.unit.test_plugins import BROKEN, GOOD

SLOW = """
import pathlib, time
pathlib.Path(__file__).with_name("was-imported").write_text("")
time.sleep(30)
"""
CRASH = "import os; os._exit(7)"
FIVE = (
    "raises-on-import",
    "exits-on-import",
    "misses-an-import",
    "raises-in-hook",
    "wrong-signature",
)


def states(athena: Run) -> dict[str, str]:
    listed = json.loads(athena("plugins", "list", "--json").stdout)
    return {one["name"]: one["state"] for one in listed}


def requires(site: Path, name: str, *lines: str) -> None:
    path = site / f"athena_plugin_{name}-1.0.dist-info" / "METADATA"
    more = "".join(f"Requires-Dist: {line}\n" for line in lines)
    path.write_text(f"{path.read_text()}{more}\n# a README follows\n")


@pytest.fixture
def good(site: Path) -> Path:
    source = GOOD.format(name="fine")
    write_distribution(site, "good", "good_plugin", source=source)
    return site


def test_a_plugin_is_untried_then_ready(good: Path, athena: Run) -> None:
    assert good.exists()
    assert states(athena)["good"] == "untried"
    assert athena("plugins", "info", "good").stdout.splitlines()[1] == "  state: ready"
    assert states(athena)["good"] == "ready"


def test_an_edit_makes_it_untried_again(good: Path, athena: Run) -> None:
    athena("plugins", "info", "good")
    (good / "good_plugin.py").write_text("raise RuntimeError")
    assert states(athena)["good"] == "untried"
    athena("generators", "list")
    assert states(athena)["good"] == "broken"


@pytest.mark.parametrize("kind", FIVE)
def test_five_kinds_of_broken_plugins_are_listed_told_and_turned_off(
    kind: str,
    good: Path,
    athena: Run,
) -> None:
    module = f"bad_{kind.replace('-', '_')}"
    write_distribution(good, kind, module, source=BROKEN[kind][0])
    assert states(athena)[kind] == "untried"
    doctor = athena("doctor")
    assert doctor.returncode == 1
    assert f"problem: athena-plugin-{kind} 1.0" in doctor.stdout
    assert "Traceback" in doctor.stdout
    assert "good: athena-plugin-good 1.0 ready" in doctor.stdout
    assert states(athena)[kind] == "broken"
    assert "good/fine" in athena("generators", "list").stdout
    assert athena("plugins", "off", kind).returncode == 0
    assert states(athena)[kind] == "off"


def test_one_that_hangs_is_listed_without_import_and_named_by_the_doctor(
    good: Path,
    athena: Run,
) -> None:
    write_distribution(good, "slow", "slow_plugin", source=SLOW)
    for words in (("--help",), ("plugins", "list"), ("plugins", "freeze")):
        assert athena(*words).returncode == 0
        assert not (good / "was-imported").exists()
    doctor = athena("doctor", "--seconds", "2")
    assert doctor.returncode == 1
    assert (good / "was-imported").exists()
    told = "problem: athena-plugin-slow 1.0: it was still loading after 2 sec"
    assert told in doctor.stdout
    assert 'slow_plugin.py", line 4 in <module>' in doctor.stdout
    assert "good: athena-plugin-good 1.0 ready" in doctor.stdout
    # now that it is known, nobody waits for it again, until it is another
    (good / "was-imported").unlink()
    assert "good/fine" in athena("generators", "list").stdout
    assert states(athena)["slow"] == "broken"
    assert not (good / "was-imported").exists()
    (good / "slow_plugin.py").write_text(GOOD.format(name="quick") + "\n")
    assert "slow/quick" in athena("generators", "list").stdout


def test_one_that_ends_the_process_is_named(good: Path, athena: Run) -> None:
    write_distribution(good, "crash", "crash_plugin", source=CRASH)
    doctor = athena("doctor")
    assert doctor.returncode == 1
    assert "it ended the whole process while it was loading (status 7)" in (
        doctor.stdout
    )
    assert "athena plugins off crash" in doctor.stdout
    assert states(athena)["crash"] == "broken"


@pytest.mark.parametrize(
    ("wanted", "cure"),
    [
        ("athena-core>=99", "python -m pip install --upgrade 'athena-core>=99'"),
        ("Athena_Core[torch]<0.0.1", "pip install --upgrade athena-plugin-old"),
    ],
)
def test_one_for_another_core_is_refused_before_import(
    wanted: str,
    cure: str,
    good: Path,
    athena: Run,
) -> None:
    write_distribution(good, "old", "old_plugin", source=SLOW)
    requires(good, "old", wanted)
    done = athena("plugins", "list")
    assert "old\tathena-plugin-old\t1.0\trefused\tit is made for athena-core" in (
        done.stdout
    )
    assert cure in done.stderr
    assert athena("doctor").returncode == 1
    assert "good/fine" in athena("generators", "list").stdout
    assert not (good / "was-imported").exists()


@pytest.mark.parametrize("line", ["athena-core>=0.0.1", "athena-core<0 ; extra == 'x'"])
def test_one_for_this_core_is_not(line: str, good: Path, athena: Run) -> None:
    requires(good, "good", line)
    assert states(athena)["good"] == "untried"


@pytest.mark.parametrize(
    ("line", "missing", "cure"),
    [
        (
            "nothing-of-that-name>=2",
            "nothing-of-that-name",
            "'nothing-of-that-name>=2'",
        ),
        ("click>=999", "click >=999 (here is ", "'click>=999'"),
    ],
)
def test_what_is_missing_is_told_with_its_line(
    line: str,
    missing: str,
    cure: str,
    good: Path,
    athena: Run,
) -> None:
    requires(good, "good", line)
    done = athena("plugins", "list")
    assert f"good\tathena-plugin-good\t1.0\tneeds\tneeds {missing}" in done.stdout
    assert f"python -m pip install {cure}" in done.stderr


def test_an_extra_of_another_distribution_is_looked_at(
    good: Path,
    athena: Run,
) -> None:
    write_distribution(good, "loom", "loom_plugin", source=GOOD.format(name="loom"))
    requires(good, "loom", "yarn-that-is-missing; extra == 'wool'")
    requires(good, "good", "athena-plugin-loom[wool]")
    done = athena("plugins", "list")
    assert "needs yarn-that-is-missing" in done.stdout
    assert "pip install 'athena-plugin-loom[wool]'" in done.stderr
    assert states(athena) | {"loom": "untried", "good": "needs"} == states(athena)


def test_what_is_missing_explains_what_was_raised(good: Path, athena: Run) -> None:
    (good / "good_plugin.py").write_text("import nothing_of_that_name")
    requires(good, "good", "nothing-of-that-name")
    told = athena("plugins", "info", "good").stdout
    assert "  state: needs, needs nothing-of-that-name" in told


def test_a_device_that_is_not_here_is_needed(good: Path, athena: Run) -> None:
    source = GOOD.format(name="fine").replace(
        "summary=", 'devices=("abacus",), summary='
    )
    (good / "good_plugin.py").write_text(source)
    record = good / "athena_plugin_good-1.0.dist-info" / "RECORD"
    record.write_text("good_plugin.py,,\n")
    athena("generators", "list")
    done = athena("plugins", "list")
    assert "needs\tneeds a device for fine: abacus" in done.stdout


def test_off_and_on_are_kept_and_said(good: Path, athena: Run, home: Path) -> None:
    assert good.exists()
    assert athena("plugins", "off", "athena-plugin-good").returncode == 0
    assert 'plugins_off = ["good"]' in (home / "settings.toml").read_text()
    assert "good/fine" not in athena("generators", "list").stdout
    made = athena("create", "fine")
    assert made.returncode in (1, 2)
    assert "athena plugins on" in made.stderr
    assert "off already" in athena("plugins", "off", "good").stderr
    assert athena("plugins", "on", "good").returncode == 0
    assert "good/fine" in athena("generators", "list").stdout
    assert "was not off" in athena("plugins", "on", "good").stderr
    overruled = athena("plugins", "on", "good", ATHENA_PLUGINS_OFF="good")
    assert "ATHENA_PLUGINS_OFF is set in this terminal" in overruled.stderr


def test_without_plugins_all_are_listed_as_off(good: Path, athena: Run) -> None:
    write_distribution(good, "slow", "slow_plugin", source=SLOW)
    listed = athena("--no-plugins", "plugins", "list")
    assert "slow\tathena-plugin-slow\t1.0\toff\tno plugin is loaded" in listed.stdout
    athena("--no-plugins", "plugins", "info", "slow")
    athena("--no-plugins", "doctor")
    assert not (good / "was-imported").exists()


def test_settings_that_cannot_be_read_stop_no_list(
    good: Path,
    athena: Run,
    home: Path,
) -> None:
    assert good.exists()
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text("[")
    listed = athena("plugins", "list")
    assert listed.returncode == 0
    assert "athena-plugin-good" in listed.stdout
    assert "settings.toml is not TOML" in listed.stderr
    assert "settings.toml is not TOML" in athena("doctor").stdout


def test_a_plugin_whose_module_is_gone_is_broken(good: Path, athena: Run) -> None:
    (good / "good_plugin.py").unlink()
    done = athena("plugins", "list")
    assert "broken\tits module good_plugin is not there" in done.stdout
    assert "--force-reinstall --no-deps athena-plugin-good" in done.stderr


def test_commands_alone_are_plugins_too(good: Path, athena: Run) -> None:
    write_distribution(
        good,
        "studio",
        "command_plugin:studio",
        distribution="studio-x",
        source="",
        group="athena.commands",
    )
    listed = json.loads(athena("plugins", "list", "--json").stdout)
    [mine] = [one for one in listed if one["distribution"] == "studio-x"]
    assert mine["brings"] == [{"kind": "command", "id": "studio", "summary": ""}]
    athena("plugins", "off", "studio")
    assert "athena-plugin-studio, which is not inst" in athena("studio").stderr


def test_the_search_is_offline_and_honest(athena: Run) -> None:
    done = athena("plugins", "search", "PAINTER", "--json")
    [found] = json.loads(done.stdout)
    assert found["name"] == "dcgan"
    assert found["published"] is False
    words = athena("plugins", "search", "no-plugin-has-these-words")
    assert words.returncode == 0
    assert "nothing in the list" in words.stderr
