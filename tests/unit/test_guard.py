"""No piece is a work the model learned from, or near to one; checks are on record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter, ImageOps

from athena_core import InputError, Model, Piece, guard
from athena_core.nearcopy import kept
from tests.unit.nearcopy import fictional
from tests.unit.nearcopy.fictional import painted, png, work

POEM = "a fictional line\nand one more\n"
SEVEN = fictional.poem(1)


def model(*texts: str) -> Model:
    """Return a model that brings no fingerprints."""
    works = [
        {
            "id": f"w{n}",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "media_type": "text/plain",
        }
        for n, text in enumerate(texts)
    ]
    return Model(name="m", folder=Path("none"), card={}, ledger={"works": works})


def text(words: str, title: str = "") -> Piece:
    return Piece(media_type="text/plain", data=words.encode(), title=title)


def picture(image: Image.Image) -> Piece:
    return Piece(media_type="image/png", data=png(image))


def test_a_copy_is_named_whatever_its_line_ends() -> None:
    for copy in (POEM, POEM.replace("\n", "\r\n"), f"\n{POEM}  \n"):
        verdict = guard.Guard(model(POEM)).check(text(copy))
        assert not verdict.passed
        assert verdict.nearest == "w0"
        assert verdict.reason == "is w0 itself"


def test_a_copy_of_a_parents_work_is_caught_too() -> None:
    parent = {"ledger": model(POEM).ledger, "sha256": "0"}
    child = Model(
        name="c",
        folder=Path("none"),
        card={},
        ledger={"works": [], "parent": parent},
    )
    assert not guard.Guard(child).check(text(POEM)).passed


def test_a_picture_that_is_a_works_file_is_caught() -> None:
    data = b"\x89PNG fictional"
    held = {
        "id": "p",
        "sha256": hashlib.sha256(data).hexdigest(),
        "media_type": "image/png",
    }
    paints = Model(name="p", folder=Path("no"), card={}, ledger={"works": [held]})
    piece = Piece(media_type="image/png", data=data)
    assert guard.Guard(paints).check(piece).nearest == "p"


def test_without_a_model_nothing_can_be_copied() -> None:
    [check] = guard.Guard(None).check(text("x")).records()
    assert check == {"method": "athena.exact/1", "passed": "yes", "nearest": ""}


def test_a_model_without_fingerprints_says_that_nothing_was_compared() -> None:
    verdict = guard.Guard(model(POEM)).check(text("other words\n"))
    assert verdict.passed
    assert verdict.records()[1] == {
        "method": "athena.words/1",
        "passed": "not compared",
        "nearest": "",
        "because": "the model brings no fingerprints",
    }


def test_seven_words_of_a_work_are_refused_with_its_name(tmp_path: Path) -> None:
    sentry = guard.Guard(fictional.model(tmp_path, work("w", SEVEN)))
    words = SEVEN.split()
    verdict = sentry.check(text(f"so it is {' '.join(words[3:12])} and more\n"))
    assert verdict.reason == "shares 9 consecutive words with w"
    assert verdict.records()[1]["longest"] == "9"
    assert sentry.check(text(f"so it is {' '.join(words[3:9])} and more\n")).passed


def test_words_that_the_user_gave_are_no_copy_and_are_named(tmp_path: Path) -> None:
    sentry = guard.Guard(fictional.model(tmp_path, work("w", SEVEN)))
    opening = " ".join(SEVEN.split()[:8])
    piece = text(f"{opening.capitalize()},\nthen other words\n")
    assert not sentry.check(piece).passed
    verdict = sentry.check(piece, {"opening": opening, "theme": "sea"})
    assert verdict.passed
    assert verdict.records()[1]["given"] == "8 words by opening"
    assert verdict.records()[1]["longest"] == "under 7"


def test_what_goes_on_after_given_words_as_the_work_does_is_a_copy(
    tmp_path: Path,
) -> None:
    sentry = guard.Guard(fictional.model(tmp_path, work("w", SEVEN)))
    words = SEVEN.split()
    piece = text(" ".join(words[:10]) + "\n")
    assert not sentry.check(piece, {"opening": " ".join(words[:8])}).passed


def test_a_works_title_is_refused_unless_it_was_given(tmp_path: Path) -> None:
    model = fictional.model(tmp_path, work("w", SEVEN, "The Fictional Hour"))
    sentry = guard.Guard(model)
    piece = text("other words\n", "the fictional hour.")
    assert sentry.check(piece).reason == "has the title of w"
    assert sentry.check(piece, {"title": "The fictional hour"}).passed
    assert sentry.check(text("other words\n", "Fictional Hour")).passed


@pytest.mark.parametrize(
    "disguise",
    [
        lambda image: image.filter(ImageFilter.DETAIL),
        ImageOps.mirror,
        ImageOps.flip,
        lambda image: image.filter(ImageFilter.GaussianBlur(3)),
        lambda image: image.resize((64, 64)),
        lambda image: ImageOps.fit(image, (64, 64)),
    ],
)
def test_a_disguised_picture_is_refused(disguise: object, tmp_path: Path) -> None:
    works = [work(f"p{n}", png(painted(n))) for n in range(4)]
    sentry = guard.Guard(fictional.model(tmp_path, *works))
    assert callable(disguise)
    verdict = sentry.check(picture(disguise(painted(2))))
    assert not verdict.passed
    assert verdict.nearest == "p2"
    assert verdict.reason.startswith("looks like p2 (")
    assert sentry.check(picture(painted(99))).passed


def test_nearest_work_distance_and_limit_are_on_record_as_text(tmp_path: Path) -> None:
    sentry = guard.Guard(fictional.model(tmp_path, work("p", png(painted(1)))))
    checks = sentry.check(picture(painted(2))).records()
    assert [one["method"] for one in checks] == [
        "athena.exact/1",
        "athena.phash/1",
        "athena.phash-views/1",
    ]
    for check in checks[1:]:
        assert check["nearest"] == "p"
        assert int(check["distance"]) > int(check["limit"])
        assert check["works"] == "1"


def test_a_model_that_lacks_some_fingerprints_says_of_how_many(tmp_path: Path) -> None:
    model = fictional.model(tmp_path, work("w", SEVEN))
    other = {"id": "o", "sha256": "0" * 64, "media_type": "text/plain"}
    picture_too = {"id": "p", "sha256": "1" * 64, "media_type": "image/png"}
    lines = [*model.ledger["works"], other, picture_too]
    some = replace(model, ledger={"works": lines})
    [_, check] = guard.Guard(some).check(text("other words\n")).records()
    assert check["works"] == "1 of 2"


def test_a_kind_the_model_never_learned_from_is_not_compared(tmp_path: Path) -> None:
    sentry = guard.Guard(fictional.model(tmp_path, work("w", SEVEN)))
    assert len(sentry.check(picture(painted(1))).checks) == 1


def test_damaged_fingerprints_stop_the_making_and_are_named(tmp_path: Path) -> None:
    made = fictional.model(tmp_path, work("w", SEVEN), work("p", png(painted(1))))
    pieces = {kept.WORDS: text("another\n"), kept.PICTURES: picture(painted(7))}
    for name, piece in pieces.items():
        path = tmp_path / kept.FOLDER / name
        path.write_bytes(path.read_bytes()[:-1])
        with pytest.raises(InputError, match=rf"{name} is no file of fingerprints"):
            guard.Guard(made).check(piece)


@given(st.integers(-(2**40), 2**40), st.integers(1, 20))
def test_a_redraw_is_the_same_each_time_and_no_neighbour(
    seed: int, attempt: int
) -> None:
    again = guard.redraw(seed, attempt)
    assert again == guard.redraw(seed, attempt)
    assert again not in range(seed - 1000, seed + 1000)
    assert guard.redraw(seed, 0) == seed
