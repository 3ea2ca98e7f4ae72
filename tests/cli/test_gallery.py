"""The gallery by its commands, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

from athena_core import gallery, run
from athena_core.plugins import Plugins
from athena_core.provenance import reading, stamp
from tests.conftest import Run


def saved(tiny: Plugins, *seeds: int, generator: str = "parrot") -> list[Path]:
    events = run.create(tiny, generator, seeds or (7,), {}, upscaling="pixels")
    return [event.artwork.path for event in events if isinstance(event, run.Saved)]


def test_what_was_created_is_listed(tiny: Plugins, athena: Run) -> None:
    saved(tiny, 7, 8)
    done = athena("gallery", "list")
    assert done.returncode == 0, done.stderr
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [row[2:5] for row in rows] == [
        ["Squawk 8", "poem", "8"],
        ["Squawk 7", "poem", "7"],
    ]
    assert rows[0][-1].endswith("parrot-8.txt")


def test_a_list_for_machines_says_all(tiny: Plugins, athena: Run) -> None:
    [path] = saved(tiny)
    [one] = json.loads(athena("gallery", "list", "--json").stdout)
    assert (one["path"], one["title"], one["seed"]) == (str(path), "Squawk 7", "7")
    assert one["favourite"] is False
    assert one["credit"] == reading.read(path).record["credit"]  # type: ignore[index]


def test_words_and_filters_find(tiny: Plugins, athena: Run) -> None:
    saved(tiny, 7, 8)
    saved(tiny, 8, generator="dauber")
    athena("gallery", "tag", "parrot-8", "sea", "far out")
    found = {
        ("squa", "8"): 1,
        ("--seed", "8"): 2,
        ("--kind", "picture"): 1,
        ("--tag", "far out"): 1,
        ("tag:sea", "squawk"): 1,
        ("--model", "dauber"): 1,
        ("--since", "2020-01-01", "--until", "2020-01-02"): 0,
        ("--limit", "2"): 2,
    }
    for words, count in found.items():
        done = athena("gallery", "list", *words)
        assert len(done.stdout.splitlines()) == count, words
    assert "2 of 3; --limit 0 shows all" in done.stderr
    assert "nothing" not in athena("gallery", "list", "--", "-rf").stderr
    done = athena("gallery", "list", '"', "AND", "(*")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no piece is like that" in done.stderr
    done = athena("gallery", "list", "--", "--", "(*")
    assert "no letter or digit to look for: -- (*" in done.stderr


def test_an_empty_gallery_says_how_to_fill_it(athena: Run) -> None:
    done = athena("gallery", "list")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no piece yet; `athena create painter`" in done.stderr
    assert "the bin is empty" in athena("gallery", "list", "--bin").stderr


def test_a_piece_is_shown_with_all_that_is_said_of_it(
    tiny: Plugins,
    athena: Run,
) -> None:
    [path] = saved(tiny)
    athena("gallery", "favourite", "parrot-7")
    athena("gallery", "note", "parrot-7", "for Ada")
    done = athena("gallery", "show", "parrot-7")
    lines = done.stdout.splitlines()
    assert lines[0] == "Squawk 7"
    assert "-- " not in lines
    assert any(line.startswith("\N{BLACK STAR} Squawk 7") for line in lines)
    assert any(line.startswith("Made by a machine with Athena") for line in lines)
    assert "Note: for Ada" in lines
    assert any(line.startswith("Checked: unsigned") for line in lines)
    assert lines[-1] == str(path)
    whole = json.loads(athena("gallery", "show", "--json", "parrot-7").stdout)
    assert (whole["level"], whole["note"]) == ("unsigned", "for Ada")


def test_a_picture_is_told_in_its_owners_words(tiny: Plugins, athena: Run) -> None:
    [path] = saved(tiny, generator="dauber")
    counted = athena("gallery", "describe", "dauber-7").stdout
    assert counted.startswith("A square picture of ")
    assert athena("--plain", "gallery", "show", "dauber-7").stdout.startswith(counted)
    athena("gallery", "describe", "dauber-7", "Two red boats")
    plain = athena("--plain", "gallery", "show", "dauber-7").stdout
    assert plain.startswith("Two red boats\n\n")
    assert gallery.alternative(path) == "Two red boats"
    athena("gallery", "describe", "dauber-7", "")
    assert athena("gallery", "describe", "dauber-7").stdout == counted
    assert gallery.alternative(path) == counted.strip()


def test_tags_and_notes_are_written_and_taken_away(tiny: Plugins, athena: Run) -> None:
    saved(tiny)
    done = athena("gallery", "tag", "parrot-7", "sea", "moss")
    assert "Squawk 7" in done.stderr
    assert "tags now moss, sea" in done.stderr
    assert athena("gallery", "tag", "parrot-7").stdout == "moss\nsea\n"
    athena("gallery", "tag", "parrot-7", "SEA", "--remove")
    assert athena("gallery", "tag", "parrot-7").stdout == "moss\n"
    athena("gallery", "note", "parrot-7", "x")
    assert athena("gallery", "note", "parrot-7").stdout == "x\n"
    assert "is taken away" in athena("gallery", "note", "parrot-7", "").stderr
    for wrong in ("", "a,b", "x" * 61, "!!"):
        done = athena("gallery", "tag", "parrot-7", wrong)
        assert done.returncode == 1
        assert "cannot be a tag" in done.stderr
    athena("gallery", "favourite", "parrot-7")
    athena("gallery", "favourite", "--not", "parrot-7")
    assert athena("gallery", "list", "--favourite").stdout == ""


def test_the_bin_gives_back_and_emptying_asks(tiny: Plugins, athena: Run) -> None:
    paths = saved(tiny, 7, 8, 9)
    athena("gallery", "bin", "parrot-7")
    done = athena("gallery", "bin", "parrot-8", "parrot-9")
    assert "`athena gallery restore` brings back" in done.stderr
    assert athena("gallery", "list").stdout == ""
    done = athena("gallery", "restore")
    assert sorted(done.stdout.split()) == sorted(map(str, paths[1:]))
    assert athena("gallery", "restore", "parrot-8").returncode == 1
    done = athena("gallery", "empty")
    assert done.returncode == 130
    assert "for good?" in done.stderr
    assert len(athena("gallery", "list", "--bin").stdout.splitlines()) == 1
    assert "deleted 1" in athena("gallery", "empty", "--yes").stderr
    assert "the bin is empty" in athena("gallery", "restore").stderr
    assert [path.exists() for path in paths] == [False, True, True]


def test_reindexing_says_what_it_found(
    tiny: Plugins,
    athena: Run,
    tmp_path: Path,
) -> None:
    [path] = saved(tiny)
    (path.parent / "mine.txt").write_text("mine")
    broken = path.with_name("broken.txt")
    broken.write_text("x")
    stamp.sidecar(broken).write_text("{}")
    elsewhere = tmp_path / "elsewhere"
    done = athena("create", "parrot", "--seed", "3", "--out", str(elsewhere))
    assert done.returncode == 0, done.stderr
    done = athena("gallery", "reindex")
    assert done.stdout == "2 pieces (nothing new)\n"
    assert "1 files have no record of Athena and are left out" in done.stderr
    assert f"{broken}: its record is not of the schema" in done.stderr
    report = json.loads(athena("gallery", "reindex", "--json").stdout)
    assert (report["pieces"], report["left_out"]) == (2, 1)
    assert report["broken"][0]["file"] == str(broken)


def test_a_name_mistyped_is_answered_with_the_nearest(
    tiny: Plugins,
    athena: Run,
) -> None:
    saved(tiny)
    done = athena("gallery", "show", "parot-7.txt")
    assert done.returncode == 1
    assert "did you mean parrot-7.txt?" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_are_named_as_was_asked_or_set(
    tiny: Plugins,
    athena: Run,
    home: Path,
) -> None:
    del tiny
    done = athena("create", "parrot", "--seed", "7", "--name", "{date}/{kind}/{title}")
    assert done.returncode == 0, done.stderr
    [path] = (home / "gallery").rglob("*.txt")
    assert path.relative_to(home / "gallery").parts[1:] == ("poem", "Squawk-7.txt")
    assert athena("config", "set", "naming", "{seed} {title}").returncode == 0
    athena("create", "parrot", "--seed", "7")
    athena("create", "parrot", "--seed", "7")
    names = sorted(path.name for path in (home / "gallery").rglob("*.txt"))
    assert names == ["7-Squawk-7-2.txt", "7-Squawk-7.txt", "Squawk-7.txt"]
    done = athena("create", "parrot", "--name", "{sead}")
    assert done.returncode == 1
    assert "did you mean {seed}?" in done.stderr
    assert athena("config", "set", "naming", "../{seed}").returncode == 1
