"""Files are whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from athena_core import files
from athena_core.errors import InputError


def test_writing_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    files.write_bytes(path, b"old and long")
    files.write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in path.parent.iterdir()] == ["file"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "file"
    files.write_bytes(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        files.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_place_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        files.write_bytes(tmp_path / "file" / "below", b"")


@pytest.mark.parametrize("body", ["", "[1]", "{", '{"a": NaN', "\xff"])
def test_json_that_is_no_object_names_the_file(tmp_path: Path, body: str) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(body.encode("latin-1"))
    with pytest.raises(InputError, match=r"some\.json"):
        files.read_json(path)


def test_missing_json_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is missing"):
        files.read_json(tmp_path / "none.json")
