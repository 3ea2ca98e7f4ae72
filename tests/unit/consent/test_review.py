"""A look through a whole registry's folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from athena_core.consent import index
from athena_core.consent.gate.review import review
from athena_core.errors import InputError
from tests.unit.consent import fictional
from tests.unit.consent.fictional import DEAD, LIVING, ON, OTHER, changed, dead
from tests.unit.consent.repositories import World


def codes(world: World) -> set[str]:
    return {one.code for one in review(world.folder, ON)} - {"R053"}


def test_a_registry_as_it_should_be_has_no_findings(world: World) -> None:
    world.write("index.json", index.encode(index.build(world.folder, ON)))
    assert review(world.folder, ON) == []


@pytest.mark.parametrize("data", [None, b"", b"[]", b'{"entries": 1}', b"{"])
def test_an_index_of_other_files_is_a_hint(data: bytes | None, world: World) -> None:
    if data is not None:
        world.write("index.json", data)
    assert [one.code for one in review(world.folder, ON)] == ["R053"]


def test_every_file_that_is_no_entry_is_named(world: World) -> None:
    world.write("entries/one.toml", b"a = 1\na = 2\n")
    world.write("entries/two.toml", fictional.toml(world.consented()))
    found = {one.path: one.code for one in review(world.folder, ON)}
    assert found["entries/one.toml"] == "R002"
    assert found["entries/two.toml"] == "R004"


def test_one_id_in_two_folders_and_one_work_in_two_entries(world: World) -> None:
    world.write(f"entries/{DEAD}.toml", fictional.toml(dead()))
    assert codes(world) == {"R016", "R018", "R030"}


def test_works_that_look_alike_are_a_hint_on_one_of_them(world: World) -> None:
    for identifier in (LIVING, OTHER):
        values = world.consented(identifier)
        world.offer(changed(values, {"works.0.phash": "c3a1f0e49b1d2e87"}))
    found = [one for one in review(world.folder, ON) if one.code == "R050"]
    assert len(found) == 1
    assert found[0].kind == "hint"


def test_a_consent_that_nothing_shows_is_refused(world: World) -> None:
    (world.folder / f"evidence/{LIVING}.sig").unlink()
    assert codes(world) == {"R040"}


def test_names_that_differ_by_case_are_refused(world: World) -> None:
    world.write("evidence/A.sig", b"x")
    world.write("evidence/a.sig", b"x")
    if len(list((world.folder / "evidence").iterdir())) == 3:
        assert codes(world) == {"R011"}


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_links_are_refused_and_not_followed(world: World) -> None:
    (world.folder / "entries/more.toml").symlink_to("/etc/hostname")
    (world.folder / "loop").symlink_to(".", target_is_directory=True)
    assert codes(world) == {"R013"}


def test_a_folder_without_stewards_is_no_registry(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="stewards"):
        review(tmp_path, ON)
