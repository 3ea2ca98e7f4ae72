"""Asking: words, artists by the names of today, filters; and nothing steers a query."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from athena_core import gallery
from athena_core.consent.registry import registry
from athena_core.errors import AmbiguousError, NotFoundError
from athena_core.gallery import index as index_room
from athena_core.gallery import schema
from tests.unit.consent import fictional
from tests.unit.consent.fictional import LIVING, changed, consented
from tests.unit.gallery.pieces import model, picture, poem

TODAY = dt.datetime.now(dt.UTC).date()


def found(text: str, **asked: object) -> list[str]:
    query = gallery.parsed(text, gallery.Query(**asked))  # type: ignore[arg-type]
    with gallery.opened() as index:
        names = [one.path.stem for one in gallery.search(index, query)]
        assert gallery.count(index, query) == len(names)
    return sorted(names)


@pytest.fixture
def wall() -> None:
    """Hang a few pieces."""
    poem("tide.txt", title="The Tide's Edge", model=model("Ada Example", name="tides"))
    poem("lamp.txt", b"an \xc3\xa9toile over snow\n", title="Lamp", seed=12)
    poem("sea.txt", "море и соль\n".encode(), title="海の歌", seed=3)
    picture(
        "daub.png", generator="tiny/dauber", seed=12, made_on="2026-11-20T23:59:59Z"
    )


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["daub", "lamp", "sea", "tide"]),
        ("tide", ["tide"]),
        ("TIDES edge", ["tide"]),
        ('"edge tide"', []),
        ("salt window", ["tide"]),
        ("etoile", ["lamp"]),
        ("étoi", ["lamp"]),
        ("море", ["sea"]),
        ("の歌", ["sea"]),
        ("ada exam", ["tide"]),
        ("ada snow", []),
        ("dauber", ["daub"]),
        ("12", ["daub", "lamp"]),
        ("seed:3", ["sea"]),
        ("kind:poem seed:12", ["lamp"]),
        ("model:tides", ["tide"]),
        ("model:dauber", ["daub"]),
        ("model:tiny/dauber", ["daub"]),
        ("model:%", []),
        ("nothing", []),
        ("daub", ["daub"]),
    ],
)
def test_words_find_what_has_them(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize(
    "text",
    ["tide", "salt window", "étoi", "の歌", "ada exam", "12", '"edge tide"', "море"],
)
def test_without_full_text_search_the_same_is_found(
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = found(text)
    monkeypatch.setattr(schema, "full_text", lambda _: False)
    assert found(text) == expected
    with gallery.opened() as index:
        assert "no full-text search (FTS5)" in index.slow
    monkeypatch.undo()


@pytest.mark.usefixtures("wall")
def test_filters_narrow() -> None:
    assert found("", since=dt.date(2026, 11, 21)) == ["lamp", "sea", "tide"]
    assert found("", until=dt.date(2026, 11, 20)) == ["daub"]
    assert found("", kind="picture") == ["daub"]
    assert found("tide", kind="picture") == []
    with gallery.opened() as index:
        gallery.mark(index, [gallery.one(index, "lamp")], favourite=True, add=["Sea"])
        gallery.mark(index, [gallery.one(index, "sea")], add=["sea", "far out"])
    assert found("", favourite=True) == ["lamp"]
    assert found("\N{BLACK STAR} snow") == ["lamp"]
    assert found("tag:sea") == ["lamp", "sea"]
    assert found('tag:sea tag:"far out"') == ["sea"]
    assert found("far") == ["sea"]


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        '"tide',
        "tide*",
        "tide AND",
        "NEAR(tide edge)",
        "title:tide",
        "-tide",
        "^tide",
        "(tide",
        "{title poem}: tide",
        "tide OR 1=1; DROP TABLE pieces",
        "'",
        "\0tide\0",
        "\x1b]52;c;aGk=\x07",
        "%_\\",
        "\ud800",
        "a" * 10_000,
        "tide " * 10_000,
    ],
)
def test_no_words_are_a_language(text: str) -> None:
    assert set(found(text)) <= {"daub", "lamp", "sea", "tide"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_anything_may_be_typed(text: str, wall: None) -> None:
    del wall
    assert set(found(text)) <= {"daub", "lamp", "sea", "tide"}


def test_signs_alone_are_said_to_be_nothing_to_look_for() -> None:
    assert gallery.parsed("tide -- !").unheard == ("--", "!")


def test_an_artist_is_found_by_the_name_of_today_and_no_other(home: Path) -> None:
    fictional.bring(home, consented(), on=TODAY)
    registry.cache_clear()
    poem("theirs.txt", model=model(LIVING))
    assert found("Fictional Artist") == ["theirs"]
    assert found(LIVING) == ["theirs"]
    renamed = changed(consented(), {"artist.credit_as": "New Fictional Name"})
    fictional.bring(home, renamed, on=TODAY + dt.timedelta(days=1))
    registry.cache_clear()
    assert found("New Fictional Name") == ["theirs"]
    assert found("Artist") == []
    assert b"Fictional" not in index_room.place().read_bytes()


def test_a_piece_is_named_by_id_file_or_path() -> None:
    path = poem("tide.txt")
    with gallery.opened() as index:
        [only] = gallery.search(index, gallery.Query())
        for name in (only.id, only.id[:4], "tide.txt", "tide", str(path)):
            assert gallery.one(index, name).path == path
        with pytest.raises(NotFoundError, match=r"mean tide\.txt\?"):
            gallery.one(index, "tied.txt")
        with pytest.raises(NotFoundError, match="gallery list"):
            gallery.one(index, "\x1b[2J" * 300)


def test_an_id_is_found_among_words_and_a_number_in_no_id() -> None:
    poem("tide.txt", seed=3)
    [only] = gallery.find()
    assert found(only.id) == ["tide"]
    assert found(only.digest) == ["tide"]
    assert found(f"{only.digest[:7]}") == []
    assert found(f"{only.id} tide") == ["tide"]


def test_a_name_of_several_pieces_is_none() -> None:
    poem("tide.txt")
    picture("tide.png")
    with gallery.opened() as index:
        with pytest.raises(AmbiguousError, match="name one by its path"):
            gallery.one(index, "tide")
        assert gallery.one(index, "tide.png").kind == "picture"


def test_a_files_name_is_found_from_anywhere() -> None:
    poem("painter-7.txt")
    assert found("painter-7.txt") == ["painter-7"]
    assert found("painter-7") == ["painter-7"]
    assert [path.name for path in gallery.paths("painter-7.txt")] == ["painter-7.txt"]


def test_a_file_elsewhere_is_told_how_to_come_in(tmp_path: Path) -> None:
    path = poem(folder=tmp_path / "desk")
    with (
        gallery.opened() as index,
        pytest.raises(NotFoundError, match="reindex"),
    ):
        gallery.one(index, str(path))
