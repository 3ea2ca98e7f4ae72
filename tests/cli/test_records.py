"""`inspect`, `verify` and `remake` as a person at the keyboard meets them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from athena_core import run
from athena_core.consent.registry import registry
from athena_core.plugins import Plugins
from athena_core.provenance import reading, stamp
from tests.conftest import Run
from tests.unit.consent import fictional
from tests.unit.consent.fictional import LIVING, changed, consented, withdrawal

TODAY = dt.datetime.now(dt.UTC).date()


def saved(tiny: Plugins, generator: str = "parrot") -> Path:
    events = run.create(tiny, generator, (7,), {})
    [one] = [event for event in events if isinstance(event, run.Saved)]
    return one.artwork.path


def test_inspect_tells_what_may_be_done(tiny: Plugins, athena: Run) -> None:
    done = athena("inspect", str(saved(tiny)))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "Squawk 7"
    assert "It learned from no works." in lines
    assert lines[-1].startswith("You may: use it, show it, print it, change it and")
    assert lines[-1].endswith("you may not: say that it is a work by any of them.")


def test_inspect_writes_the_record_for_machines(tiny: Plugins, athena: Run) -> None:
    path = saved(tiny)
    found = json.loads(athena("inspect", "--json", str(path)).stdout)
    assert found == {"level": "unsigned", "record": reading.read(path).record}


def test_a_file_of_somebody_elses_has_no_record(athena: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("salt\n")
    for command in ("inspect", "verify"):
        done = athena(command, "mine.txt")
        assert done.returncode == 1
        assert "there is no Athena record in this file" in done.stdout
        assert "Traceback" not in done.stderr


def test_no_tick_without_proof(tiny: Plugins, athena: Run) -> None:
    path = saved(tiny)
    done = athena("verify", str(path))
    assert done.returncode == 0
    assert ": unsigned\n" in done.stdout
    assert "\N{CHECK MARK}" not in done.stdout
    again = athena("verify", "--remake", str(path))
    assert ": remade  \N{CHECK MARK}\n" in again.stdout


def test_a_signed_piece_is_known_here_and_elsewhere_by_its_key(
    tiny: Plugins,
    athena: Run,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("ATHENA_SIGN", "yes")
    path = saved(tiny)
    assert ": signed  \N{CHECK MARK}\n" in athena("verify", str(path)).stdout
    assert (home / "keys" / "signing.pem").stat().st_mode & 0o777 == 0o600
    elsewhere = str(tmp_path / "elsewhere")
    stranger = athena("verify", str(path), ATHENA_HOME=elsewhere)
    assert ": signed-unknown\n" in stranger.stdout
    trusted = tmp_path / "elsewhere" / "keys" / "trusted"
    trusted.mkdir(parents=True)
    (trusted / "a-friend.pub").write_bytes(
        (home / "keys" / "signing.pub").read_bytes(),
    )
    assert ": signed  " in athena("verify", str(path), ATHENA_HOME=elsewhere).stdout
    (trusted / "a-friend.pub").write_text("no key")
    wrong = athena("verify", str(path), ATHENA_HOME=elsewhere)
    assert wrong.returncode == 1
    assert "a-friend.pub holds no public key" in wrong.stderr


def test_what_is_derived_from_a_signed_piece_is_signed_itself(
    tiny: Plugins,
    athena: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATHENA_SIGN", "yes")
    events = run.create(tiny, "dauber", (7,), {}, upscaling="paper")
    [one] = [event for event in events if isinstance(event, run.Saved)]
    done = athena("verify", str(one.artwork.path), str(one.artwork.companions[0]))
    assert done.stdout.count(": signed  ") == 2


def test_a_changed_poem_is_altered_and_the_status_says_so(
    tiny: Plugins,
    athena: Run,
) -> None:
    path = saved(tiny)
    path.write_text(path.read_text().replace("Squawk 7\n\n", "Squawk 7\n\nmy own "))
    done = athena("verify", "--json", str(path))
    assert done.returncode == 1
    assert json.loads(done.stdout)[0]["level"] == "altered"


def test_remake_says_exact(tiny: Plugins, athena: Run, tmp_path: Path) -> None:
    paths = [str(saved(tiny)), str(saved(tiny, "dauber"))]
    done = athena("remake", *paths, "--out", str(tmp_path / "again"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("remade: exact") == 2
    assert sorted(path.name for path in (tmp_path / "again").glob("*.*")) == [
        "dauber-7.png",
        "parrot-7.txt",
        "parrot-7.txt.athena.json",
    ]


def test_remake_of_a_plugin_that_is_gone_says_how_to_get_it(
    tiny: Plugins,
    athena: Run,
) -> None:
    path = saved(tiny)
    done = athena("--no-plugins", "remake", str(path))
    assert done.returncode == 1
    assert "the record says that it comes with athena-plugin-tiny" in done.stderr
    assert "pip install" not in done.stderr
    assert "Traceback" not in done.stderr


def learned(path: Path, home: Path, *entries: fictional.Values, on: dt.date) -> None:
    """Let a piece's record name an artist who may be living, and bring a registry."""
    fictional.bring(home, *entries, on=on)
    record = dict(reading.read(path).record or {})
    record["credit"] = f"learned from 2 works by 1 maker ({LIVING} 2)"
    record["made_on"] = f"{TODAY - dt.timedelta(days=9)}T10:00:00Z"
    record["datasets"] = [
        {"name": "x", "works": 2, "entries": [{"id": LIVING, "revision": 1}]},
    ]
    record["model"] = {
        "name": "x",
        "works": 2,
        "makers": [{"maker": LIVING, "works": 2}],
        "rights": {"consent": 2},
    }
    stamp.sidecar(path).write_text(json.dumps(record))
    registry.cache_clear()


def test_a_former_name_is_never_shown(
    tiny: Plugins,
    athena: Run,
    home: Path,
) -> None:
    path = saved(tiny)
    renamed = changed(consented(), {"artist.credit_as": "New Fictional Name"})
    learned(path, home, consented(), on=TODAY)
    assert "Fictional Artist" in athena("inspect", str(path)).stdout
    learned(path, home, renamed, on=TODAY + dt.timedelta(days=1))
    for arguments in (("inspect",), ("inspect", "--json"), ("verify",)):
        done = athena(*arguments, str(path))
        assert "Fictional Artist" not in done.stdout + done.stderr
    assert "New Fictional Name" in athena("inspect", str(path)).stdout


def test_a_withdrawal_since_stands_on_a_line_of_its_own(
    tiny: Plugins,
    athena: Run,
    home: Path,
) -> None:
    path = saved(tiny)
    yesterday = TODAY - dt.timedelta(days=1)
    gone = changed(consented(), {"withdrawals": [withdrawal(yesterday)]})
    learned(path, home, gone, on=TODAY + dt.timedelta(days=1))
    done = athena("inspect", str(path))
    said = f"  Fictional Artist withdrew on {yesterday}, after this was made"
    assert said in done.stdout.splitlines()


def test_a_hostile_title_steers_no_terminal(
    tiny: Plugins,
    athena: Run,
) -> None:
    path = saved(tiny)
    record = dict(reading.read(path).record or {})
    record["title"] = "\x1b]52;c;aGk=\x07[bold]x[/]\x9b2J\u202e"
    stamp.sidecar(path).write_text(json.dumps(record))
    for command in ("inspect", "verify", "remake"):
        done = athena(command, str(path))
        for sign in ("\x1b", "\x07", "\x9b", "\u202e"):
            assert sign not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


def test_plain_may_stand_anywhere(athena: Run, tiny: Plugins) -> None:
    del tiny
    first = athena("--plain", "create", "dauber", "--seed", "3")
    last = athena("create", "dauber", "--seed", "3", "--plain")
    assert last.returncode == 0, last.stderr
    assert "A square picture of" in first.stdout
    assert last.stdout.partition("dauber-3")[0] == first.stdout.partition("dauber-3")[0]
