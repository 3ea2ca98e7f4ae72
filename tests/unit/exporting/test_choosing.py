"""Pieces are chosen by file or folder, and only what fits its record is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from athena_core import files
from athena_core.errors import InputError
from athena_core.plugins import Plugins
from athena_core.provenance import stamp
from athena_core.provenance.canonical import RecordError
from athena_core.provenance.origin import origin
from athena_core.provenance.verify import verify
from athena_core.run.exporting import chosen, within
from athena_core.run.exporting.telling import command
from tests.unit.exporting.pieces import made


def test_a_piece_is_read_as_it_was_saved(tiny: Plugins) -> None:
    poem = made(tiny, "parrot", 4)
    assert poem.is_poem
    assert poem.piece.title == "Squawk 4"
    assert len(poem.piece.data.split()) == 4
    assert poem.saved().artwork.seed == 4
    assert poem.level == "unsigned"


def test_what_has_no_record_or_does_not_fit_it_is_not_used(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("my own words\n")
    with pytest.raises(RecordError, match="there is no Athena record"):
        chosen(mine)
    poem = made(tiny, "parrot", 4)
    poem.path.write_text("other words\n")
    with pytest.raises(RecordError, match="is not used: this is not what its record"):
        chosen(poem.path)


@pytest.mark.parametrize(
    "changes",
    [
        {"model": "mine"},
        {"model": {"name": "mine"}},
        {"recipe": None},
        {"recipe": {"seed": "one", "attempt": 0, "params": {}}},
        {"generator": {"id": "x"}},
        {"credit": None},
        {"datasets": [{"entries": ["x"]}]},
        {"inputs": [{}]},
    ],
)
def test_a_record_of_another_shape_is_told_in_a_sentence(
    tiny: Plugins,
    changes: dict[str, Any],
) -> None:
    one = made(tiny, "parrot", 4)
    record = {**one.record, **changes}
    stamp.save(one.path, one.piece.data, {**one.record})
    files.write_json(stamp.sidecar(one.path), record)
    with pytest.raises(RecordError, match="lacks what every record has"):
        chosen(one.path)


def test_of_a_folder_only_pieces_are_taken(tiny: Plugins, tmp_path: Path) -> None:
    one = made(tiny, "dauber", 3, upscaling="pixels", folder=tmp_path)
    poem = made(tiny, "parrot", 4, folder=tmp_path / "b")
    made(tiny, "parrot", 5, folder=tmp_path / ".bin")
    (tmp_path / "notes.txt").write_text("mine\n")
    assert one.large is not None
    assert within(tmp_path) == [poem.path, one.path]


def test_what_was_made_from_a_piece_names_the_piece_to_choose(tiny: Plugins) -> None:
    one = made(tiny, "dauber", 3, upscaling="pixels")
    assert one.large is not None
    with pytest.raises(RecordError, match=r"choose .*dauber-3\.png"):
        chosen(one.large, only_pieces=True)
    assert chosen(one.large).derived


def test_a_file_is_held_against_the_piece_it_was_made_from(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    one, other = (made(tiny, "dauber", seed, upscaling="pixels") for seed in (3, 4))
    assert one.large is not None
    found = origin(verify(one.large), one.path)
    assert found.holds
    assert found.sentence.startswith("by its record, a presentable made from")
    assert not origin(verify(one.large), other.path).holds
    assert origin(verify(one.path), one.path).holds
    mine = tmp_path / "mine.txt"
    mine.write_text("mine\n")
    assert "is no source" in origin(verify(one.large), mine).sentence
    assert not origin(verify(mine), one.path).holds


@pytest.mark.parametrize("derived", ["x", {"of": 3, "with": 4}, {"with": [{}]}])
def test_a_derived_field_of_another_shape_shows_nothing(
    tiny: Plugins,
    derived: object,
) -> None:
    one, other = made(tiny, "dauber", 3), made(tiny, "dauber", 4)
    stamp.save(one.path, one.piece.data, {**one.record, "derived": derived})
    assert not origin(verify(one.path), other.path).holds


def test_the_line_that_makes_it_again_is_safe_to_type() -> None:
    record = {
        "generator": {"id": "x; rm -rf ~"},
        "recipe": {
            "seed": "7",
            "params": {"opening": "the sea's `id`", "loud": True, "invent": False},
        },
        "model": {"name": "my $HOME"},
    }
    assert command(record, {"invent": False}) == (
        "athena create 'x; rm -rf ~' --seed 7 --model 'my $HOME' "
        """--opening 'the sea'"'"'s `id`' --loud"""
    )
    walk = {"to_seed": 9, "frame": 2, "frames": 5}
    record = {
        "generator": {"id": "tiny/dauber"},
        "recipe": {"seed": "7", "params": walk},
        "model": None,
    }
    assert command(record, {}) == (
        "athena interpolate tiny/dauber --from-seed 7 --to-seed 9 --steps 5"
    )


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        chosen(tmp_path / "gone.png")
