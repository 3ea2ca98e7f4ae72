from __future__ import annotations

import hashlib
import io
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_collections.folder import Folder
from athena_plugin_collections.params import FolderParams
from PIL import Image

from athena_core import InputError, Skipped, Work


@pytest.fixture
def offered(tmp_path: Path, sort: Any) -> Callable[..., Any]:
    def offer(source: Path = tmp_path, **options: str) -> Any:
        return sort(Folder(FolderParams(source=source, **options)).works())

    return offer


def test_pictures_are_found_in_folders_and_in_order(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    for name in ("b/two.PNG", "a.webp", "b/c/three.jpeg", "z.tiff", "Zoë's 1.gif"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        image = Image.open(io.BytesIO(png()))
        image.save(file, {"jpeg": "JPEG"}.get(name[-4:]))
    works, skipped = offered()

    assert skipped == {}
    assert list(works) == [
        "Zoë's 1.gif",
        "a.webp",
        "b/c/three.jpeg",
        "b/two.PNG",
        "z.tiff",
    ]
    assert works["b/two.PNG"].media_type == "image/png"
    assert works["z.tiff"].title == "z"
    assert {work.right for work in works.values()} == {None}


def test_the_kind_of_a_picture_is_what_it_is_not_its_name(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / "one.jpg").write_bytes(png())

    assert offered()[0]["one.jpg"].media_type == "image/png"


def test_every_work_opens_as_often_as_wanted_to_its_hash(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / "one.png").write_bytes(png())
    (tmp_path / "one.txt").write_text("verse\r\n\r\n\r\nmore", encoding="utf-8")
    works, _ = offered(right="own", because="mine")

    assert len(works) == 2
    for work in works.values():
        for _ in range(2):
            with work.open() as stream:
                assert hashlib.sha256(stream.read()).hexdigest() == work.sha256
        assert work.right is not None
        assert work.right.because == "mine"


def test_a_poem_is_canonical(offered: Any, tmp_path: Path) -> None:
    text = "\ufeff\r\n\r\nCafe\u0301  \r\n  in\r\n\r\n\r\n\r\ntwo\r\n\r\n"
    (tmp_path / "the-first_song.txt").write_bytes(text.encode())
    work = offered()[0]["the-first_song.txt"]

    assert work.title == "the first song"
    assert work.open().read() == "Café\n  in\n\ntwo\n".encode()


def test_a_first_line_with_a_hash_is_the_title(offered: Any, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("# A Song\n\nla la\n", encoding="utf-8")
    work = offered()[0]["x.txt"]

    assert work.title == "A Song"
    assert work.open().read() == b"la la\n"


def test_what_systems_leave_about_is_passed_over(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("__MACOSX/a.png", ".git/b.png", "._one.png", "Thumbs.db", "x.psd"):
        (tmp_path / name).write_bytes(png())
    (tmp_path / "one.png").write_bytes(png())
    works, skipped = offered()

    assert list(works) == ["one.png"]
    assert skipped == {}


def test_generated_covers_and_texts_about_the_works_are_named(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    for name in ("cover.png", "one.png"):
        (tmp_path / name).write_bytes(png())
    (tmp_path / "README.txt").write_text("about", encoding="utf-8")
    works, skipped = offered()

    assert list(works) == ["one.png"]
    assert set(skipped) == {"cover.png", "README.txt"}


def test_of_two_sizes_of_a_picture_the_larger_counts(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    pairs = ("p1_lg.png", "p1_sml.png", "p2.png", "p2_thumb.png", "3l.png", "3s.png")
    for name in (*pairs, "p4_sml.png", "birds.png", "bird.png"):
        (tmp_path / name).write_bytes(png())
    works, skipped = offered()

    assert set(skipped) == {"p1_sml.png", "p2_thumb.png", "3s.png"}
    assert skipped["3s.png"] == "3l.png is the same picture, larger"
    assert len(works) == 6


def bad_pictures(png: bytes) -> dict[str, bytes]:
    long, stream = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (900, 20)).save(long, "PNG")
    Image.effect_noise((300, 300), 90).save(stream, "JPEG")
    return {
        "absurd.png": long.getvalue(),
        "cut.jpg": stream.getvalue()[:2000],
        "empty.gif": b"",
        "lfs.png": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize\n",
        "page.jpg": b"<!doctype html><title>404</title>",
        "spoilt.png": png[:40] + b"\0" + png[41:],
    }


def test_bad_files_are_named_and_skipped_never_fatal(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    bad = bad_pictures(png())
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.png").write_bytes(png())
    works, skipped = offered()

    assert list(works) == ["good.png"]
    assert set(skipped) == set(bad)
    assert all(reason.strip() for reason in skipped.values())
    assert "git lfs pull" in skipped["lfs.png"]


def test_a_text_in_another_encoding_is_skipped(offered: Any, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("Belovëd".encode("latin-1"))
    (tmp_path / "utf16.txt").write_bytes("verse".encode("utf-16"))
    (tmp_path / "zero.txt").write_bytes(b"a\0b")
    (tmp_path / "good.txt").write_bytes(b"verse")
    works, skipped = offered()

    assert list(works) == ["good.txt"]
    assert skipped["latin.txt"] == "it is not UTF-8 text: save it as UTF-8"
    assert set(skipped) == {"latin.txt", "utf16.txt", "zero.txt"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere", "does not exist"),
        ("empty", "holds no file that ends in"),
        ("other", "holds no file that ends in"),
        ("blank", "holds no usable work; the first: blank.txt: it has no words"),
        ("file.psd", "does not end in"),
    ],
)
def test_a_source_without_works_is_one_sentence(
    offered: Any, tmp_path: Path, name: str, words: str
) -> None:
    for folder in ("empty", "other", "blank"):
        (tmp_path / folder).mkdir()
    (tmp_path / "other/notes.md").write_text("x", encoding="utf-8")
    (tmp_path / "blank/blank.txt").write_text("  \n...\n", encoding="utf-8")
    (tmp_path / "file.psd").write_bytes(b"8BPS")

    with pytest.raises(InputError, match=words):
        offered(tmp_path / name)


def test_one_file_is_a_source_too(offered: Any, png: Any, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(png())

    assert list(offered(tmp_path / "one.png")[0]) == ["one.png"]


def test_makers_of_a_folder_are_credited(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / "one.png").write_bytes(png())
    (tmp_path / "two.jsonl").write_text('{"text": "a", "poet": "Bea"}\n', "utf-8")
    works, _ = offered(maker="Ada Example")

    assert [work.maker for work in works.values()] == ["Ada Example", "Bea"]


@pytest.mark.skipif(os.sep == "\\", reason="Windows names are Unicode")
def test_names_that_are_no_unicode_do_no_harm(
    offered: Any, png: Any, tmp_path: Path
) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.png")).write_bytes(png())
    (tmp_path / unicodedata.normalize("NFD", "fête.png")).write_bytes(png())
    works, _ = offered()

    assert list(works) == ["caf\ufffd.png", "fête.png"]
    with works["fête.png"].open() as stream:
        assert stream.read() == png()


def test_looking_stops_cleanly_in_the_middle(png: Any, tmp_path: Path) -> None:
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(png())
    items = Folder(FolderParams(source=tmp_path)).works()
    first = next(iter(items))
    items.close()  # type: ignore[attr-defined]

    assert isinstance(first, Work | Skipped)
