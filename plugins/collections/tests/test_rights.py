from __future__ import annotations

from pathlib import Path

import pytest
from athena_plugin_collections.rights import rights_beside, stated
from hypothesis import given
from hypothesis import strategies as st

from athena_core import AthenaError, InputError, Right

OWN = Right(basis="own", because="drawn by me")


def write(folder: Path, text: str) -> Path:
    (folder / "rights.toml").write_text(text, encoding="utf-8")
    return folder


def test_nothing_said_is_no_right() -> None:
    assert stated(None, None) is None
    assert stated(" ", "") is None


@pytest.mark.parametrize("basis", ["own", "public-domain"])
def test_own_and_public_domain_keep_their_reason(basis: str) -> None:
    right = stated(basis, " because so ")

    assert right is not None
    assert (right.basis, right.because, right.licence) == (basis, "because so", "")


def test_a_licence_is_written_as_spdx_does() -> None:
    expected = Right(basis="open-licence", because="on my page", licence="CC-BY-4.0")

    assert stated("cc-by-4.0", "on my page") == expected


@pytest.mark.parametrize(
    ("right", "because", "words"),
    [
        ("own", None, "needs a reason"),
        (None, "I like it", "not by what right"),
        ("mine", "I like it", "no right known here"),
        ("consent", "she said yes", "needs a record"),
        ("generated", "by a model", "needs a record"),
    ],
)
def test_half_a_statement_is_refused(
    right: str | None, because: str | None, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        stated(right, because)


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    assert rights_beside(tmp_path).of("a.png").right is None


def test_default_and_files_of_a_rights_toml(tmp_path: Path) -> None:
    rights = rights_beside(
        write(
            tmp_path,
            """
            [default]
            right = "own"
            because = "drawn by me"
            maker = "Ada Example"

            [[files]]
            match = "scans/*.jpg"
            right = "public-domain"
            because = "maker died 1903"
            maker = "Bea Example"
            year = 1889

            [[files]]
            match = "scans/*"
            year = 1890
            """,
        ),
    )
    first, second = rights.of("scans/deep/one.jpg"), rights.of("scans/two.png")

    assert rights.of("mine.png").right == OWN
    assert first.right == Right(basis="public-domain", because="maker died 1903")
    assert (first.maker, first.year) == ("Bea Example", 1889)
    assert (second.right, second.maker, second.year) == (OWN, "Ada Example", 1890)
    assert list(rights.unused()) == []


def test_a_pattern_that_matches_nothing_is_told(tmp_path: Path) -> None:
    rights = rights_beside(write(tmp_path, "[[files]]\nmatch = 'scan/*'\n"))
    rights.of("scans/one.jpg")

    assert ["'scan/*'" in one.reason for one in rights.unused()] == [True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[default", "not readable TOML"),
        ("[defaults]\n", "'defaults' is unknown"),
        ("default = 3\n", r"\[default\] must be a table"),
        ("[files]\nmatch = '*'\n", "two brackets"),
        ("files = [3]\n", "number 1 must be a table"),
        ("[[files]]\nyear = 1900\n", "needs match"),
        ("[default]\nrigth = 'own'\n", "'rigth' is unknown; there are right, because"),
        ("[default]\nright = 'own'\n", r"\[default\]: right 'own' needs a reason"),
        ("[default]\nright = 3\n", "right must be text in quotes"),
        ("[default]\nyear = '1900'\n", "year must be a whole number"),
        ("[default]\nyear = true\n", "year must be a whole number"),
        ("[default]\nright = 'CC-BY'\nbecause = 'x'\n", "no right known here"),
    ],
)
def test_a_slip_names_file_table_and_key(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        rights_beside(write(tmp_path, text))
    assert str(tmp_path / "rights.toml") in str(caught.value)


def test_what_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "rights.toml").write_bytes(b"[default]\nbecause = '\xff'\n")

    with pytest.raises(InputError, match="not readable TOML"):
        rights_beside(tmp_path)


@given(st.text(), st.text())
def test_any_words_give_a_right_or_an_error_of_ours(right: str, because: str) -> None:
    try:
        found = stated(right, because)
    except AthenaError:
        return
    assert found is None or found.because


@given(st.text())
def test_any_toml_gives_rights_or_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("rights")
    (folder / "rights.toml").write_bytes(text.encode("utf-8", "replace"))
    try:
        rights_beside(folder).of("a.png")
    except AthenaError as error:
        assert "rights.toml" in str(error)  # noqa: PT017 - either outcome is right
