from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from athena_plugin_lstm import checkpoint
from athena_plugin_lstm.folding import words_of
from athena_plugin_lstm.params import PoetParams
from athena_plugin_lstm.poet import Poet
from athena_plugin_lstm.spelling import Spelling, blocked_words, pattern, plain
from athena_plugin_lstm.vocabulary import Vocabulary
from athena_plugin_lstm.writing import Writer

from athena_core import InputError, Model, ParamsError, Piece, Progress

from .conftest import context_in, corpus_of, events_of, last_model, work


def pieces(model: Model, folder: Path, *seeds: int, **options: object) -> list[Piece]:
    params = PoetParams.model_validate(options)
    events = Poet().generate(params, context_in(folder, *seeds), model)
    return [event for event in events if isinstance(event, Piece)]


def test_one_seed_is_one_poem_in_any_company(tiny: Model, tmp_path: Path) -> None:
    alone = [pieces(tiny, tmp_path, seed)[0] for seed in (3, 40, 7)]
    together = pieces(tiny, tmp_path, *range(1, 41))
    assert alone == [together[2], together[39], together[6]]
    assert len({piece.data for piece in together}) > 30


def test_it_says_how_far_it_is(tiny: Model, tmp_path: Path) -> None:
    params, context = PoetParams(lines=2), context_in(tmp_path, 1, 2)
    events = list(Poet().generate(params, context, tiny))
    progress = [event for event in events if isinstance(event, Progress)]
    assert (progress[0].done, progress[-1].done, progress[-1].total) == (0, 2, 2)


def test_a_poem_is_canonical_text(tiny: Model, tmp_path: Path) -> None:
    from athena_core.text import canonical

    for piece in pieces(tiny, tmp_path, *range(1, 20)):
        text = piece.data.decode()
        assert piece.media_type == "text/plain"
        assert text.strip()
        assert text == canonical(text)
        assert "\ufffd" not in text + piece.title
        assert "\n" not in piece.title


def test_it_begins_with_the_opening_and_is_titled_by_it(
    tiny: Model,
    tmp_path: Path,
) -> None:
    (piece,) = pieces(tiny, tmp_path, 5, opening='the Öö, सागर 海\nand "then"')
    assert piece.data.decode().startswith('The Öö, सागर 海\nand "then"')
    assert piece.title == "The Öö, सागर 海"


def test_a_title_may_be_given(tiny: Model, tmp_path: Path) -> None:
    (piece,) = pieces(tiny, tmp_path, 5, title="  A  Kettle ", opening="Rain")
    assert piece.title == "A Kettle"


@pytest.mark.parametrize("lines", [1, 3, 8])
def test_it_has_the_number_of_lines_asked_for(
    tiny: Model,
    tmp_path: Path,
    lines: int,
) -> None:
    for piece in pieces(tiny, tmp_path, 1, 2, 3, lines=lines, opening="Rain\nSun"):
        text = piece.data.decode()
        assert len([line for line in text.splitlines() if line]) == max(lines, 2)


def test_a_poem_that_would_go_on_is_ended(tiny: Model, tmp_path: Path) -> None:
    for piece in pieces(tiny, tmp_path, *range(6), most_lines=1, temperature=2.0):
        assert len(piece.data.decode().splitlines()) <= 2 * (1 + 8)


def test_the_boldest_poem_is_still_whole_text(tiny: Model, tmp_path: Path) -> None:
    wild = pieces(tiny, tmp_path, *range(8), temperature=5.0, top_p=1.0, most_lines=6)
    assert all("\ufffd" not in piece.data.decode() for piece in wild)


def test_the_likeliest_poem_needs_no_chance(tiny: Model, tmp_path: Path) -> None:
    one, two = pieces(tiny, tmp_path, 1, 2, top_k=1, lines=2)
    assert one == two


def test_blocked_words_are_never_written(tmp_path: Path) -> None:
    words = blocked_words()
    poems = [(w, f"The {w} and the {w}s,\n{w.title()}, {w}.\n") for w in words]
    options: dict[str, Any] = {"epochs": 12, "learning_rate": 0.03, "pieces": 400}
    model = last_model(events_of(corpus_of(poems), tmp_path, **options))
    find = pattern(words)
    loose = Writer(*checkpoint.load_model(model.folder))
    loose.rules.spelling.blocked = pattern([])
    loose.rules.spelling.words = loose.vocabulary.words
    unguarded = [d for d in loose.write(range(10), PoetParams(lines=3)) if d]
    assert any(find.search(plain(draft.text)) for draft in unguarded)
    for piece in pieces(model, tmp_path, *range(10), lines=3):
        assert not find.search(plain(f"{piece.title}\n{piece.data.decode()}"))


def test_words_of_the_opening_are_the_users_own(tiny: Model) -> None:
    model, vocabulary = checkpoint.load_model(tiny.folder)
    writer = Writer(model, vocabulary)
    writer.rules.spelling.blocked = pattern(["zorg"])
    options = PoetParams(opening="Zorg, my half zorg", lines=3)
    (draft,) = [draft for draft in writer.write([1], options) if draft]
    assert draft.text.startswith("Zorg, my half zorg")


def test_what_is_written_on_from_the_opening_is_watched(tiny: Model) -> None:
    _, vocabulary = checkpoint.load_model(tiny.folder)
    spelling = Spelling(vocabulary, ["half-zorg"])
    given, whole = map(vocabulary.encode_text, ("A half", "A half-zorg"))
    assert whole[: len(given)] == given
    assert spelling.allows(whole, None, given=len(whole))
    assert not spelling.allows(whole, None, given=len(given))


def test_it_makes_up_words_only_when_it_may(tiny: Model, tmp_path: Path) -> None:
    known = set(Vocabulary.load(tiny.folder).words)
    options = {"lines": 4, "temperature": 1.5, "top_p": 1.0}
    strict, free = (
        {
            word
            for piece in pieces(tiny, tmp_path, *range(5), invent=invent, **options)
            for word in words_of(f"{piece.title}\n{piece.data.decode()}")
        }
        for invent in (False, True)
    )
    assert strict <= known
    assert not free <= known


def test_a_theme_is_kept_and_an_unknown_one_refused(tmp_path: Path) -> None:
    poems = [("Sea", "Salt and foam.\n"), ("Land", "Stone and loam.\n")] * 3
    works = [
        work(f"{title} {i}", text, [f"tag:{title}", "tag:World"])
        for i, (title, text) in enumerate(poems)
    ]
    options: dict[str, Any] = {"batch": 1, "window": 32, "hidden": 48, "embedding": 32}
    options |= {"epochs": 300, "learning_rate": 0.02}
    corpus = dataclasses.replace(corpus_of(()), works=tuple(works))
    model = last_model(events_of(corpus, tmp_path, **options))
    assert list(Vocabulary.load(model.folder).themes) == ["World", "Land", "Sea"]
    sea, land = (
        "".join(
            piece.data.decode() + piece.title
            for piece in pieces(model, tmp_path, *range(12), theme=theme)
        )
        for theme in ("sea", "LAND")
    )
    assert sea.count("Salt") + sea.count("Sea") > land.count("Salt") + land.count("Sea")
    with pytest.raises(ParamsError, match="it knows World, Land, Sea"):
        pieces(model, tmp_path, 1, theme="Moon")


def test_without_themes_it_says_so(tiny: Model, tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match="knows no themes"):
        pieces(tiny, tmp_path, 1, theme="Love")


def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="athena train poet"):
        list(Poet().generate(PoetParams(), context_in(tmp_path), None))


FILES = ("model.safetensors", "model.json", "tokenizer.json", "vocabulary.json")


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_model_is_named(tiny: Model, tmp_path: Path, name: str) -> None:
    for path in tiny.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_bytes(b'{"cut')
    assert_named(tiny, tmp_path)
    (tmp_path / name).write_bytes(b"{}")
    assert_named(tiny, tmp_path)


def assert_named(tiny: Model, tmp_path: Path) -> None:
    damaged = dataclasses.replace(tiny, folder=tmp_path)
    with pytest.raises(InputError, match=str(tmp_path)):
        pieces(damaged, tmp_path, 1)
