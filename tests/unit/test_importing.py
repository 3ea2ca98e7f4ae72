"""A model from a folder comes whole, or is refused with the file that is wrong."""

from __future__ import annotations

import json
import pickle
import struct
from pathlib import Path

import pytest

from athena_core.errors import AthenaError, InputError, RefusedError
from athena_core.library import importing, models
from tests.conftest import Run, install_tiny


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "Given Model"
    (folder / "fingerprints").mkdir(parents=True)
    (folder / "card.json").write_text('{"generator": "tiny/parrot", "step": 12}')
    (folder / "ledger.json").write_text('{"works": []}')
    head = b"{}      "
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(head)) + head)
    (folder / "fingerprints" / "words.bin").write_bytes(b"\x00\x01")
    return folder


def test_it_comes_whole_under_the_folders_name(given: Path) -> None:
    model = importing.take(given)
    assert (model.name, model.card["step"]) == ("given-model", 12)
    assert models.names() == ["given-model"]
    copied = {path.name: path for path in model.folder.rglob("*") if path.is_file()}
    assert set(copied) == {path.name for path in given.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match="another --name"):
        importing.take(given)
    assert importing.take(given, "second").name == "second"


@pytest.mark.parametrize(
    ("file", "data", "words"),
    [
        ("weights.pt", pickle.dumps([1]), "can hold code"),
        ("words.bin", b"\x00", "can hold code"),
        ("other.safetensors", pickle.dumps([1] * 50), "is no safetensors"),
        ("short.safetensors", b"", "is no safetensors"),
        ("long.safetensors", struct.pack("<Q", 2**60) + b"{}", "is no safetensors"),
        ("list.json", b"[]", "holds no JSON object"),
        ("torn.json", b"{", "is not readable JSON"),
        ("card.json", b'{"step": "../../up"}', "is no step"),
        ("card.json", b'{"step": -1}', "is no step"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    file: str,
    data: bytes,
    words: str,
    given: Path,
) -> None:
    (given / file).write_bytes(data)
    with pytest.raises(AthenaError, match=words) as told:
        importing.take(given)
    assert file in str(told.value)
    assert models.names() == []


def test_a_link_out_of_the_folder_is_refused(given: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("x")
    (given / "note.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(RefusedError, match="is a link"):
        importing.take(given)


def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"card\.json is missing"):
        importing.take(tmp_path)


def test_what_one_exports_another_imports(
    given: Path,
    site: Path,
    athena: Run,
) -> None:
    install_tiny(site)
    (given / "ledger.json").unlink()
    done = athena("models", "import", str(given), "--name", "theirs")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "theirs\n"
    assert "it belongs to tiny/parrot" in done.stderr
    assert "its origin is unknown" in done.stderr
    listed = json.loads(athena("models", "list", "--json").stdout)
    assert "theirs" in [one["name"] for one in listed]
