from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_collections.looks import Looks, look
from PIL import Image


def swap(file: Path, data: bytes) -> None:
    """Change a file's bytes behind the back of its size and time."""
    stat = file.stat()
    assert len(data) == stat.st_size
    file.write_bytes(data)
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def test_a_picture_is_looked_at_once(tmp_path: Path, png: Any) -> None:
    file = tmp_path / "one.png"
    file.write_bytes(png())
    with Looks() as looks:
        first = looks.at(file)
    swap(file, bytes(len(png())))
    with Looks() as looks:
        assert looks.at(file) == first


def test_reasons_are_remembered_too(tmp_path: Path, png: Any) -> None:
    file = tmp_path / "one.png"
    file.write_bytes(bytes(len(png())))
    with Looks() as looks:
        first = looks.at(file)
    swap(file, png())
    with Looks() as looks:
        assert looks.at(file) == first
    assert first.reason


def test_a_changed_file_is_looked_at_again(tmp_path: Path, png: Any) -> None:
    file = tmp_path / "one.png"
    file.write_bytes(png())
    with Looks() as looks:
        first = looks.at(file)
    file.write_bytes(png("red", (30, 30)))
    with Looks() as looks:
        assert looks.at(file).sha256 != first.sha256


def test_a_file_that_is_gone_is_not_remembered(tmp_path: Path, png: Any) -> None:
    file = tmp_path / "one.png"
    with Looks() as looks:
        assert "cannot be read" in looks.at(file).reason
    file.write_bytes(png())
    with Looks() as looks:
        assert looks.at(file).reason == ""


@pytest.mark.parametrize("spoilt", [b"no database at all " * 99, b"", None])
def test_a_spoilt_memory_costs_time_only(
    home: Path, tmp_path: Path, png: Any, spoilt: bytes | None
) -> None:
    memory = home / "cache/collections/looks.sqlite3"
    if spoilt is None:
        memory.mkdir(parents=True)
    else:
        memory.parent.mkdir(parents=True)
        memory.write_bytes(spoilt)
    file = tmp_path / "one.png"
    file.write_bytes(png())
    for _ in range(3):
        with Looks() as looks:
            assert looks.at(file) == look(file)


def test_two_processes_look_at_once(tmp_path: Path, png: Any) -> None:
    for number in range(30):
        (tmp_path / f"{number}.png").write_bytes(png(size=(10 + number, 10)))
    code = (
        "import sys; from pathlib import Path\n"
        "from athena_plugin_collections.looks import Looks\n"
        "with Looks() as looks:\n"
        "    found = [looks.at(file) for file in sorted(Path(sys.argv[1]).iterdir())]\n"
        "sys.exit(any(look.reason for look in found))\n"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in "ab"
    ]

    assert [child.wait() for child in children] == [0, 0]
    swap(tmp_path / "0.png", bytes((tmp_path / "0.png").stat().st_size))
    with Looks() as looks:
        assert looks.at(tmp_path / "0.png").reason == ""


def test_a_picture_is_known_again_in_another_file(tmp_path: Path, png: Any) -> None:
    first, other = tmp_path / "one.png", tmp_path / "other.tiff"
    first.write_bytes(png())
    with Image.open(first) as image:
        image.save(other)
    one, again = look(first), look(other)
    assert one.content_sha256 == again.content_sha256
    assert one.sha256 != again.sha256
    with Looks() as looks:
        looks.at(first)
    with Looks() as looks:
        assert looks.at(first) == one
