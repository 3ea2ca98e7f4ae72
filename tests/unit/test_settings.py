"""What a person set: read strictly, written without touching what else they wrote."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core.errors import InputError, NotFoundError
from athena_core.library import settings

MINE = """\
# how I work

territory = "ee"  # home
commercial = true
"""


@pytest.fixture
def file(home: Path) -> Path:
    home.mkdir()
    return home / "settings.toml"


def test_nothing_set_means_not_for_money_at_the_usual_places(home: Path) -> None:
    assert settings.value("commercial") is False
    assert settings.value("territory") == "usual"
    assert settings.find("territory").origin == "default"
    assert not home.exists()


def test_the_file_wins_over_the_default(file: Path) -> None:
    file.write_text(MINE)
    assert settings.find("territory") == settings.Found(
        name="territory", value="EE", origin="settings.toml"
    )
    assert settings.value("commercial") is True


def test_the_environment_wins_over_the_file(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file.write_text(MINE)
    monkeypatch.setenv("ATHENA_TERRITORY", "de")
    monkeypatch.setenv("ATHENA_COMMERCIAL", "No")
    found = settings.find("territory")
    assert (found.value, found.origin) == ("DE", "ATHENA_TERRITORY")
    assert settings.value("commercial") is False


def test_an_empty_variable_says_nothing(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file.write_text(MINE)
    monkeypatch.setenv("ATHENA_TERRITORY", "")
    assert settings.value("territory") == "EE"


@pytest.mark.parametrize(
    ("variable", "text", "sentence"),
    [
        ("ATHENA_TERRITORY", "Estonia", "ATHENA_TERRITORY is 'Estonia'; it must be "),
        ("ATHENA_TERRITORY", "ß", "or a country of two letters"),
        ("ATHENA_COMMERCIAL", "maybe", "it must be true or false"),
    ],
)
def test_a_wrong_variable_is_named(
    variable: str,
    text: str,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable, text)
    with pytest.raises(InputError, match=sentence):
        settings.value(variable.removeprefix("ATHENA_").lower())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"comercial = true", "no setting 'comercial' .did you mean 'commercial'"),
        (b"[studio]\ntheme = 1", "no setting 'studio' .there are commercial, territ"),
        (b'commercial = "yes"', "commercial must be true or false"),
        (b"commercial = 1", "commercial must be true or false"),
        (b"territory = 372", 'territory must be "usual" or a country'),
        (b'territory = ["EE"]', 'territory must be "usual" or a country'),
        (b'territory = "\xc3\x9f"', 'territory must be "usual" or a country'),
        (b"territory = EE", r"is not TOML .*line 1"),
        (b"commercial = true\ncommercial = false", r"is not TOML .*Cannot overwrite"),
        (b"a = " + b"[" * 20_000, "is not TOML"),
        (b'territory = "\xff"', "is not UTF-8"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_with_the_files_name(
    content: bytes,
    sentence: str,
    file: Path,
) -> None:
    file.write_bytes(content)
    with pytest.raises(InputError, match=sentence) as caught:
        settings.value("commercial")
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_said_to_be_so(file: Path) -> None:
    file.mkdir()
    with pytest.raises(InputError, match=r"settings\.toml cannot be read"):
        settings.read()


def test_a_byte_order_mark_is_no_fault(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbfcommercial = true\r\n")
    assert settings.value("commercial") is True


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_bytes_end_in_anything_but_a_sentence(content: bytes) -> None:
    file = settings.path()
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    try:
        assert set(settings.read()) <= set(settings.SETTINGS)
    except InputError as error:
        assert str(file) in str(error)  # noqa: PT017 - most bytes are refused


def test_setting_keeps_comments_and_order(file: Path) -> None:
    file.write_text(MINE)
    assert settings.put("territory", "fi") == "FI"
    assert file.read_text() == MINE.replace('"ee"', '"FI"')
    assert settings.drop("commercial") is True
    assert file.read_text() == '# how I work\n\nterritory = "FI"  # home\n'


def test_the_first_setting_makes_the_file(home: Path) -> None:
    assert settings.put("commercial", "yes") is True
    lines = (home / "settings.toml").read_text().splitlines()
    assert lines == [settings.HEAD, "commercial = true"]


def test_norway_is_a_place_and_not_a_no() -> None:
    assert settings.put("territory", "no") == "NO"
    assert settings.read() == {"territory": "NO"}


@pytest.mark.parametrize(
    ("name", "text"),
    [("territory", "EST"), ("territory", ""), ("commercial", "perhaps")],
)
def test_a_wrong_value_changes_nothing(name: str, text: str, file: Path) -> None:
    file.write_text(MINE)
    with pytest.raises(InputError, match=f"{name} cannot be"):
        settings.put(name, text)
    assert file.read_text() == MINE


def test_an_unknown_name_is_answered_with_the_nearest(home: Path) -> None:
    for act in (settings.value, settings.drop, lambda name: settings.put(name, "EE")):
        with pytest.raises(NotFoundError, match="did you mean 'territory'"):
            act("teritory")
    assert not home.exists()


def test_a_wrong_line_can_be_mended_by_setting_or_unsetting_it(file: Path) -> None:
    file.write_text('comercial = true\nterritory = 372\n[studio]\ntheme = "dark"\n')
    assert settings.put("commercial", "true") is True
    assert settings.put("territory", "usual") == "usual"
    assert settings.drop("comercial") is True
    assert settings.drop("studio") is True
    assert settings.read() == {"commercial": True, "territory": "usual"}


def test_a_file_that_is_no_toml_is_not_written_over(file: Path) -> None:
    file.write_text("territory = EE")
    with pytest.raises(InputError, match="mend it, or delete it"):
        settings.put("territory", "EE")
    assert file.read_text() == "territory = EE"


def test_unsetting_what_is_not_set_is_no_fault(home: Path) -> None:
    assert settings.drop("territory") is False
    assert not home.exists()


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_text(MINE)
    try:
        file.symlink_to(kept)
    except OSError:
        pytest.skip("no symbolic links here")
    settings.put("territory", "usual")
    assert file.is_symlink()
    assert tomllib.loads(kept.read_text())["territory"] == "usual"


COMMENTS = st.text("# abc=[]\"'", max_size=12).map(lambda text: f"# {text}")
LINES = st.lists(COMMENTS | st.just(""), max_size=4)


@given(
    LINES,
    LINES,
    st.sampled_from(["usual", "ee", "No"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_surrounds_it_a_setting_is_set_and_the_rest_stays(
    above: list[str],
    below: list[str],
    place: str,
    end: str,
) -> None:
    file = settings.path()
    file.parent.mkdir(exist_ok=True)
    lines = [*above, "commercial = true", *below]
    file.write_bytes((end.join(lines) + end).encode())
    kept = settings.put("territory", place)
    assert settings.read() == {"commercial": True, "territory": kept}
    after = file.read_bytes().decode().split(end)
    # blank lines at the end are not held to
    assert list(filter(None, after)) == [*filter(None, lines), f'territory = "{kept}"']
    assert settings.drop("territory")
    assert settings.read() == {"commercial": True}


def test_every_setting_says_what_it_means_and_keeps_its_own_default() -> None:
    for name, setting in settings.SETTINGS.items():
        assert setting.check(setting.default) == setting.default
        assert setting.meaning.endswith(".")
        assert not os.environ.get(settings.variable(name))
