"""What the driver saves is in the gallery at once, and a fault there loses no save."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from athena_core import InputError, gallery, run
from athena_core.plugins import Plugins
from athena_core.provenance.verify import verify


def create(tiny: Plugins, generator: str, *seeds: int, **more: Any) -> list[run.Saved]:
    events = run.create(tiny, generator, seeds, {}, **more)
    return [event for event in events if isinstance(event, run.Saved)]


def hanging() -> dict[str, str]:
    with gallery.opened(whole=False) as index:
        found = gallery.search(index, gallery.Query())
    return {one.path.name: one.operation or one.kind for one in found}


def test_a_saved_piece_hangs_without_reindexing(tiny: Plugins) -> None:
    create(tiny, "dauber", 7, upscaling="pixels")
    create(tiny, "parrot", 7, 8)
    assert hanging() == {
        "dauber-7.png": "picture",
        "parrot-7.txt": "poem",
        "parrot-8.txt": "poem",
    }


def test_a_walk_hangs_as_one(tiny: Plugins) -> None:
    walk = run.walk(tiny, "dauber", 1, 9, 3, {})
    again = run.walk(tiny, "dauber", 1, 9, 3, {})
    assert (walk.told, again.told) == ("", "")
    assert hanging() == {"walk.gif": "walk"}
    places = {one.place for one in gallery.find()}
    assert {Path(place).parent.name for place in places} == {
        "dauber-1-9",
        "dauber-1-9-2",
    }


def test_a_postcard_hangs_with_its_back_behind_it(tiny: Plugins) -> None:
    [picture], [poem] = create(tiny, "dauber", 7), create(tiny, "parrot", 7)
    card = run.postcard(picture, poem)
    assert hanging()["postcard-7.png"] == "postcard"
    assert card.back.name not in hanging()
    with gallery.opened() as index:
        gallery.bin_away(index, [gallery.one(index, str(card.back))])
    assert not card.front.exists()
    assert not card.back.exists()
    assert gallery.paths("kind:postcard") == []


def test_a_card_takes_no_place_of_another(tiny: Plugins) -> None:
    [picture], [poem] = create(tiny, "dauber", 7), create(tiny, "parrot", 7)
    first, second = run.postcard(picture, poem), run.postcard(picture, poem)
    assert second.front.name == "postcard-7-2.png"
    assert second.back.name == "postcard-7-2-back.png"
    first.front.unlink()
    third = run.postcard(picture, poem)
    assert third.front.name == "postcard-7-3.png", "the first one's back is still there"


def test_an_index_that_cannot_be_written_loses_no_save(
    tiny: Plugins,
    home: Path,
) -> None:
    home.mkdir(parents=True)
    (home / "cache" / "gallery.sqlite3").mkdir(parents=True)
    [saved] = create(tiny, "parrot", 7)
    assert verify(saved.artwork.path).level == "unsigned"
    assert saved.told.startswith("saved, and not yet in the gallery's list (")
    (home / "cache" / "gallery.sqlite3").rmdir()
    assert [one.path for one in gallery.find()] == [saved.artwork.path]


def test_names_follow_the_pattern_and_the_folder(
    tiny: Plugins,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [dated] = create(tiny, "parrot", 7, naming="{date}/{kind}-{seed}")
    day = dated.artwork.record["made_on"][:10]
    assert dated.artwork.path == home / "gallery" / day / "poem-7.txt"
    monkeypatch.setenv("ATHENA_NAMING", "{model}/{title}")
    [named] = create(tiny, "parrot", 7)
    assert named.artwork.path.parent.name == "parrot"
    assert named.artwork.path.parents[2] == home / "gallery"
    [elsewhere] = create(tiny, "parrot", 7, folder=tmp_path / "out")
    assert elsewhere.artwork.path == tmp_path / "out" / "parrot" / "Squawk-7.txt"
    with pytest.raises(InputError, match=r"'\{sead\}' names no files"):
        create(tiny, "parrot", 7, naming="{sead}")
    monkeypatch.setenv("ATHENA_NAMING", "../{seed}")
    with pytest.raises(InputError, match="ATHENA_NAMING is"):
        create(tiny, "parrot", 7)


def test_a_name_is_free_only_with_its_companions(tiny: Plugins, tmp_path: Path) -> None:
    (tmp_path / "parrot-7.txt.athena.json").write_text("{}")
    (tmp_path / "dauber-7.large.png").write_bytes(b"mine")
    [poem] = create(tiny, "parrot", 7, folder=tmp_path)
    [picture] = create(tiny, "dauber", 7, folder=tmp_path, upscaling="pixels")
    assert poem.artwork.path.name == "parrot-7-2.txt"
    assert picture.artwork.path.name == "dauber-7-2.png"
    assert (tmp_path / "dauber-7.large.png").read_bytes() == b"mine"
