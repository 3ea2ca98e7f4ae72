"""What a user declares stays on the machine, is strict, and may be an honest no."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.consent import overlay
from athena_core.consent.overlay import Declaration
from athena_core.errors import InputError, NotFoundError
from athena_core.protocols import Right

ON = dt.date(2026, 11, 25)


def declared(right: str = "mine", **more: str) -> Declaration:
    content = {"name": "my-garden", "source": "/works", "because": "", "maker": ""}
    return overlay.declare(right=right, on=ON, **{**content, **more})


@pytest.mark.parametrize(
    ("said", "because", "right"),
    [
        ("mine", "", Right(basis="own", because="I made them")),
        ("own", "drawn in 2020", Right(basis="own", because="drawn in 2020")),
        (
            "cc-by-4.0",
            "the page says so",
            Right(
                basis="open-licence", because="the page says so", licence="CC-BY-4.0"
            ),
        ),
        ("public-domain", "d. 1901", Right(basis="public-domain", because="d. 1901")),
        ("not-asked", "", Right(basis="not-asked", because=overlay.NOT_ASKED)),
    ],
)
def test_an_answer_becomes_the_right_of_every_work(
    said: str,
    because: str,
    right: Right,
) -> None:
    assert declared(said, because=because).basis == right


def test_a_declaration_is_one_readable_file_in_the_home(home: Path) -> None:
    path = overlay.keep(declared(maker="A. Fiction"))
    assert path == home / "registry" / "own" / "my-garden.toml"
    assert path.read_text() == (
        "# Yours alone; it never leaves this machine.\n"
        'schema = "athena.declaration/1"\n'
        'name = "my-garden"\n'
        'source = "/works"\n'
        'right = "mine"\n'
        'because = "I made them"\n'
        'maker = "A. Fiction"\n'
        "declared = 2026-11-25\n"
    )
    assert overlay.find("my-garden") == declared(maker="A. Fiction")
    assert overlay.find("my-gard") is None
    assert overlay.find("../own/my-garden") is None


def test_a_name_is_declared_once_and_can_be_forgotten() -> None:
    path = overlay.keep(declared())
    with pytest.raises(InputError, match="athena datasets forget my-garden"):
        overlay.keep(declared("not-asked"))
    assert overlay.names() == ["my-garden"]
    assert overlay.forget("my-garden") == path
    assert overlay.names() == []
    with pytest.raises(NotFoundError, match="no declaration 'my-garden'"):
        overlay.forget("my-garden")


def test_forgetting_says_the_nearest_name_and_leaves_the_others() -> None:
    overlay.keep(declared())
    with pytest.raises(NotFoundError, match="did you mean 'my-garden'"):
        overlay.forget("my-gardn")
    with pytest.raises(NotFoundError):
        overlay.forget("../own/my-garden")
    assert overlay.names() == ["my-garden"]


@pytest.mark.parametrize("name", ["a", "My-Garden", "a/b", "../up", "con", "ø-garden"])
def test_a_name_is_a_file_name_everywhere(name: str) -> None:
    with pytest.raises(InputError, match=r"cannot name a dataset|declared: name"):
        declared(name=name)


def test_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError) as caught:
        declared(because="ask fictional@example.org about it")
    assert "private contact" in str(caught.value)
    assert "fictional" not in str(caught.value)


def test_a_right_of_no_known_kind_names_the_four() -> None:
    with pytest.raises(InputError, match="mine, public-domain, not-asked"):
        declared("everybody does it")


@pytest.mark.parametrize("right", ["public-domain", "CC0-1.0"])
def test_a_claim_needs_its_reason(right: str) -> None:
    with pytest.raises(InputError, match="because"):
        declared(right)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "schema = 1",
        "= broken",
        'schema = "athena.declaration/2"\nname = "my-garden"',
        "a = " + "[" * 5000,
        'name = "my-garden"\nextra = 1',
    ],
)
def test_a_broken_file_is_told_by_its_path_and_hides_no_other(text: str) -> None:
    overlay.keep(declared(name="a-good-one"))
    (overlay.folder() / "my-garden.toml").write_text(text)
    with pytest.raises(InputError, match=r"my-garden\.toml"):
        overlay.find("my-garden")
    good, broken = overlay.listing()
    assert isinstance(good, Declaration)
    assert isinstance(broken, InputError)


def test_a_file_under_another_name_is_refused() -> None:
    overlay.keep(declared()).rename(overlay.folder() / "another.toml")
    with pytest.raises(InputError, match="declares another name"):
        overlay.find("another")


@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_declaration_or_refused(data: bytes) -> None:
    path = overlay.folder() / "my-garden.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    with pytest.raises(InputError):
        overlay.find("my-garden")
