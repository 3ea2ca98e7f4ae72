"""A model that learned by heart saves nothing, however it hides that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from athena_core.protocols import held_out
from tests.conftest import HERE, Run, write_distribution
from tests.unit.nearcopy import fictional

SOURCE = (HERE / "plugins" / "mimic" / "plugin_mimic.py").read_text()


@pytest.fixture
def learned(athena: Run, site: Path, tmp_path: Path) -> Run:
    """Install the mimic and let it learn one poem and, apart, three pictures."""
    write_distribution(site, "mimic", "plugin_mimic", source=SOURCE)
    poems, images = tmp_path / "poems", tmp_path / "images"
    poems.mkdir()
    images.mkdir()
    (poems / "poem.txt").write_text(fictional.poem(1))
    for number in range(3):
        image = fictional.painted(number, (320, 240))
        (images / f"{number}.png").write_bytes(fictional.png(image))
    assert not held_out(fictional.work("w", fictional.poem(1)).sha256)
    for name in ("poems", "images"):
        own = ("--right", "own", "--because", "fictional")
        done = athena("train", "mimic", "--dataset", name, "--name", name, *own)
        assert done.returncode == 0, done.stderr
    return athena


def saved(home: Path) -> list[Path]:
    return [path for path in (home / "gallery").rglob("*") if path.is_file()]


PLANTED = [
    ("poems", "nothing", "is poem.txt itself"),
    ("poems", "verse", "shares 30 consecutive words with poem.txt"),
    ("poems", "stanza", "shares 10 consecutive words with poem.txt"),
    ("images", "nothing", "png itself"),
    ("images", "mirrored", "looks like"),
    ("images", "recompressed", "looks like"),
    ("images", "blurred", "looks like"),
    ("images", "cropped", "looks like"),
    ("images", "small", "looks like"),
]


def test_planted_copies_are_refused_with_the_reason_and_never_saved(
    learned: Run,
    home: Path,
) -> None:
    for model, change, why in PLANTED:
        create = ("create", "mimic", "--model", model, "--change", change)
        done = learned(*create, "--seed", "1")
        assert done.returncode == 1
        assert "in 21 attempts, so nothing is saved; the last one " in done.stderr
        assert why in done.stderr
        assert "Traceback" not in done.stderr
    assert saved(home) == []


def test_a_planted_copy_is_redrawn_and_the_record_says_so(
    learned: Run,
    home: Path,
) -> None:
    create = ("create", "mimic", "--model", "poems", "--seed", "1", "--count", "2")
    done = learned(*create, "--honest", "9")
    assert done.returncode == 0, done.stderr
    records = [path for path in saved(home) if path.suffix == ".json"]
    assert len(records) == 2
    for path in records:
        record = json.loads(path.read_bytes())
        assert record["recipe"]["attempt"] == 1
        assert [one["passed"] for one in record["checks"]] == ["yes", "yes"]
        assert record["checks"][1]["longest"] == "under 7"


def test_a_stanza_that_the_user_gave_is_no_copy_and_is_named_as_given(
    learned: Run,
    home: Path,
) -> None:
    stanza = " ".join(fictional.poem(1).split())
    create = ("create", "mimic", "--model", "poems", "--seed", "1", "--change", "words")
    done = learned(*create, "--opening", stanza)
    assert done.returncode == 0, done.stderr
    [path] = [path for path in saved(home) if path.suffix == ".json"]
    check = json.loads(path.read_bytes())["checks"][1]
    assert check["given"] == "30 words by opening"
    assert check["passed"] == "yes"


def test_a_model_without_fingerprints_says_so_and_can_be_given_some(
    learned: Run,
    home: Path,
) -> None:
    [folder] = _steps(home)
    for path in (folder / "fingerprints").iterdir():
        path.unlink()
    create = ("create", "mimic", "--model", "poems", "--seed", "1", "--change", "verse")
    done = learned(*create)
    assert done.returncode == 0, done.stderr
    [path] = [path for path in saved(home) if path.suffix == ".json"]
    check = json.loads(path.read_bytes())["checks"][1]
    assert check["passed"] == "not compared"
    made = learned("models", "fingerprint", "poems", "--dataset", "poems")
    assert made.returncode == 0, made.stderr
    assert learned(*create).returncode == 1


def _steps(home: Path) -> list[Path]:
    folder = home / "models" / "poems"
    return [path for path in folder.iterdir() if path.name.isdigit()]
