"""Exports as a user types them, in a real child process."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, install_tiny

pytestmark = pytest.mark.usefixtures("pieces")


@pytest.fixture
def pieces(site: Path, athena: Run) -> None:
    """Make two pictures and a poem, which lie in the gallery then."""
    install_tiny(site)
    for words in (
        ("create", "dauber", "--seed", "3", "--count", "2", "--out", "mine"),
        ("create", "parrot", "--seed", "4", "--out", "mine"),
    ):
        done = athena(*words)
        assert done.returncode == 0, done.stderr


def test_a_page_of_a_folder(athena: Run, tmp_path: Path) -> None:
    done = athena("gallery", "export", "mine", "--to", "site", "--title", "Mine")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "site/index.html\n"
    text = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert text.count("<article ") == 3
    assert "A square picture of 16 by 16 pixels" in text
    checked = athena(
        *("verify", "site/index.html", "--source", "mine/parrot-4.txt", "--json"),
    )
    assert checked.returncode == 0, checked.stderr
    [found] = json.loads(checked.stdout)
    assert found["level"] == "unsigned"
    assert found["from_source"] is True
    shown = athena("inspect", "site/index.html")
    assert "a page of pieces" in shown.stdout, shown.stderr
    again = athena("remake", "site/index.html")
    assert again.returncode == 1
    assert "the page itself is not repeated" in again.stderr


def test_a_page_of_words_that_the_gallery_finds(athena: Run, tmp_path: Path) -> None:
    indexed = athena("create", "parrot", "--seed", "9")
    assert indexed.returncode == 0, indexed.stderr
    done = athena("gallery", "export", "squawk", "--to", "page.html")
    assert done.returncode == 0, done.stderr
    assert "Squawk 9" in (tmp_path / "page.html").read_text(encoding="utf-8")
    none = athena("gallery", "export", "zebra", "--to", "other.html")
    assert none.returncode == 1
    assert "there is no piece 'zebra'" in none.stderr


def test_a_piece_that_may_not_be_published_is_refused_or_private(
    athena: Run,
    verses: Path,
    tmp_path: Path,
) -> None:
    stated = ("--right", "own", "--because", "I wrote them")
    trained = athena(
        *("train", "parrot", "--dataset", f"verses:{verses}", "--name", "own", *stated),
    )
    assert trained.returncode == 0, trained.stderr
    athena("create", "parrot", "--seed", "5", "--model", "own", "--out", "own")
    words = ("gallery", "export", "own", "--to", "page.html")
    refused = athena(*words)
    assert refused.returncode == 1
    assert "declared by the user and not checked [A30] (parrot-5.txt)" in refused.stderr
    assert not (tmp_path / "page.html").exists()
    private = athena(*words, "--private")
    assert private.returncode == 0, private.stderr
    assert "private copy: rights" in private.stderr
    assert "Private copy." in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_walk_is_verified_and_remade(athena: Run) -> None:
    pieces = ("mine/dauber-3.png", "mine/dauber-4.png")
    for name in ("walk.gif", "walk.png"):
        done = athena(
            *("gallery", "walk", *pieces, "--to", name, "--steps", "5", "--loop"),
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"{name}\n"
        assert "10 frames through 2 pieces" in done.stderr
        checked = athena("verify", name, "--remake", "--source", pieces[1])
        assert checked.returncode == 0, checked.stderr
        assert f"{name}: remade" in checked.stdout
        assert f"by its record, a walk made from {pieces[1]}" in checked.stdout
    other = athena("verify", "walk.gif", "--source", "mine/parrot-4.txt")
    assert other.returncode == 1
    assert "not made from mine/parrot-4.txt" in other.stdout


def test_a_print_says_how_large_it_is(athena: Run) -> None:
    words = ("gallery", "print", "mine/dauber-3.png", "--width-cm", "4")
    done = athena(*words, "--dpi", "100", "--upscaling", "paper", "--to", ".")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "dauber-3-print-4cm.png\n"
    assert "4.0 by 4.0 cm (157 by 157 pixels) at 99.7 dots" in done.stderr
    again = athena("remake", "dauber-3-print-4cm.png")
    assert "remade: exact" in again.stdout
    bled = athena(*words, "--bleed-mm", "3", "--to", "b.png", "--upscaling", "pixels")
    assert bled.stdout == "b.png\nb-back.png\n"
    large = athena("gallery", "print", "mine/dauber-3.png", "--width-cm", "900")
    assert large.returncode == 1
    assert "the largest print of this picture is" in large.stderr


def test_a_postcard_of_ones_choice(athena: Run) -> None:
    pair = ("mine/dauber-4.png", "mine/parrot-4.txt")
    done = athena("gallery", "postcard", *pair, "--to", "cards")
    assert done.returncode == 0, done.stderr
    front, back = done.stdout.split()
    for side in (front, back):
        for piece in pair:
            checked = athena("verify", side, "--source", piece)
            assert checked.returncode == 0, checked.stdout
    turned = athena("gallery", "postcard", *reversed(pair), "--to", "cards")
    assert turned.returncode == 1
    assert "in this order" in turned.stderr


def test_hostile_words_reach_no_terminal_raw(athena: Run, tmp_path: Path) -> None:
    hostile = "\x1b]52;c;aGk=\x07\u202e"
    (tmp_path / f"a{hostile}.txt").write_text("no piece\n")
    for words in (
        ("gallery", "export", f"a{hostile}.txt", "--to", "x.html"),
        ("gallery", "export", f"none{hostile}", "--to", "x.html"),
        ("gallery", "walk", f"none{hostile}", "--to", "x.gif"),
        ("gallery", "print", f"none{hostile}", "--width-cm", "4"),
        ("gallery", "postcard", f"none{hostile}", "b"),
        ("gallery", "export", "mine", "--to", f"p{hostile}.html", "--title", hostile),
    ):
        done = athena(*words)
        for stream in (done.stdout, done.stderr):
            assert "\x1b" not in stream
            assert "\u202e" not in stream
        assert "Traceback" not in done.stderr
