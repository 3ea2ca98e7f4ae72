"""The driver, with a plugin that keeps every protocol: from seed to stamped file."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from athena_core import (
    InputError,
    Metric,
    NotAdmittedError,
    NotFoundError,
    Piece,
    PluginError,
    Preview,
    RefusedError,
    Source,
    guard,
    home,
    run,
)
from athena_core.library import models
from athena_core.plugins import Plugins, load
from athena_core.run.saving import finished


def offer(verses: Path, **stated: str) -> run.Offer:
    return run.Offer(name=f"verses:{verses}", **stated)  # type: ignore[arg-type]


def lesson(
    tiny: Plugins,
    verses: Path,
    values: dict[str, Any] | None = None,
    **more: Any,
) -> run.Lesson:
    title, dataset = run.offered(tiny, offer(verses, right="own", because="my lines"))
    corpus = run.admitted(tiny, dataset, run.Selection(), learns_from=("text/plain",))
    return run.prepare(tiny, "parrot", title, corpus, values or {}, **more)


def create(tiny: Plugins, *seeds: int, **more: Any) -> list[run.Saved]:
    values = more.pop("values", {})
    events = run.create(tiny, "parrot", seeds, values, **more)
    return [event for event in events if isinstance(event, run.Saved)]


def test_a_piece_is_saved_with_its_record(tiny: Plugins) -> None:
    [saved] = create(tiny, 7)
    artwork = saved.artwork
    assert artwork.path.parent.parent == home.gallery()
    assert artwork.path.name == "parrot-7.txt"
    text = artwork.path.read_text()
    assert text.startswith("Squawk 7\n\n")
    assert text.endswith(f"\n-- \n{artwork.credit}\n")
    record = json.loads(artwork.companions[0].read_bytes())
    assert record["recipe"] == {
        "seed": "7",
        "attempt": 0,
        "params": {"voice": "plain", "words": 4},
    }
    assert record["content"]["of"] == "text/1"
    assert record["model"] is None
    assert "it learned from no works" in record["credit"]


def test_one_seed_is_one_piece_whatever_the_count(tiny: Plugins) -> None:
    alone = [create(tiny, seed)[0].piece.data for seed in range(5, 9)]
    together = [saved.piece.data for saved in create(tiny, *range(5, 9))]
    assert together == alone


def test_a_taken_name_is_never_overwritten(tiny: Plugins, tmp_path: Path) -> None:
    names = [
        create(tiny, 7, folder=tmp_path / "out")[0].artwork.path.name for _ in range(3)
    ]
    assert names == ["parrot-7.txt", "parrot-7-2.txt", "parrot-7-3.txt"]


def test_scratch_is_gone_after_a_run(tiny: Plugins) -> None:
    create(tiny, 7)
    assert list(home.home().glob("scratch-*")) == []


def test_an_option_out_of_bounds_is_told_before_anything_is_made(tiny: Plugins) -> None:
    with pytest.raises(InputError, match="words"):
        create(tiny, 7, values={"words": 0})
    assert not home.gallery().exists()


def test_a_copy_is_redrawn_and_the_record_says_so(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    model = model_that_says_one_word(tiny, tmp_path, "salt", "stone")
    saved = create(tiny, *range(12), model=model, values={"words": 1})
    assert {one.piece.data for one in saved} == {b"stone\n"}
    redrawn = [one for one in saved if one.attempts > 1]
    assert redrawn
    for one in redrawn:
        attempt = one.artwork.record["recipe"]["attempt"]
        seed = guard.redraw(one.artwork.seed, attempt)
        assert attempt == one.attempts - 1
        assert create(tiny, seed, model=model, values={"words": 1})[0].attempts == 1


def test_a_model_that_can_only_copy_is_refused_after_all_attempts(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    model = model_that_says_one_word(tiny, tmp_path, "salt")
    with pytest.raises(RefusedError, match="in 21 attempts, so nothing is saved"):
        create(tiny, 1, model=model, values={"words": 1})
    assert list(home.gallery().rglob("*")) == []


def model_that_says_one_word(tiny: Plugins, tmp_path: Path, *words: str) -> str:
    """Train on 'salt'; the model may also have other words to say."""
    path = tmp_path / "one.txt"
    path.write_text("tide: salt\n")
    assert int(hashlib.sha256(b"salt\n").hexdigest()[:8], 16) % 20
    *_, kept = run.train(lesson(tiny, path, {"steps": 1}, name="copyist"))
    assert isinstance(kept, run.Kept)
    file = kept.model.folder / "words.json"
    file.write_text(json.dumps({"words": list(words)}))
    return "copyist"


def test_training_keeps_checkpoints_with_the_ledger(
    tiny: Plugins,
    verses: Path,
) -> None:
    events = list(run.train(lesson(tiny, verses)))
    assert isinstance(events[0], run.Started)
    assert {type(event) for event in events} >= {Metric, Preview, run.Kept}
    model = models.find("parrot-verses-txt")
    assert model.card["params"] == {"steps": 3, "fail_at": 0, "checkpoint_every": 1}
    assert model.card["finished"] is True
    assert model.card["works"] == 6
    assert [work["maker"] for work in model.ledger["works"]][:2] == ["Tide", "Ember"]
    assert model.ledger["works"][0]["right"]["because"] == "my lines"


def test_no_path_of_the_users_machine_is_in_a_model(
    tiny: Plugins,
    verses: Path,
    tmp_path: Path,
) -> None:
    list(run.train(lesson(tiny, verses)))
    folder = models.find("parrot-verses-txt").folder
    for path in filter(Path.is_file, folder.rglob("*")):
        assert str(tmp_path).encode() not in path.read_bytes()


def test_pieces_of_a_trained_model_credit_its_makers(
    tiny: Plugins,
    verses: Path,
) -> None:
    list(run.train(lesson(tiny, verses)))
    [saved] = create(tiny, 3, model="parrot-verses-txt")
    assert (
        "learned from 6 works by 5 makers (Tide 2, Ember 1, Gale 1 and 2 more); "
        "rights declared by the user, not checked; not a work by any of them"
    ) in saved.artwork.credit
    assert saved.artwork.record["model"]["makers"][0] == {"maker": "Tide", "works": 2}


def test_a_stopped_training_resumes_from_its_last_checkpoint(
    tiny: Plugins,
    verses: Path,
) -> None:
    list(run.train(lesson(tiny, verses, {"steps": 4}, name="whole")))
    events = run.train(lesson(tiny, verses, {"steps": 4}, name="halves"))
    for event in events:
        if isinstance(event, run.Kept) and event.step == 2:
            break
    events.close()  # type: ignore[attr-defined]
    assert models.find("halves").card["finished"] is False
    list(run.train(lesson(tiny, verses, name="halves", resume=True)))
    whole, halves = models.find("whole"), models.find("halves")
    assert halves.card["step"] == 4
    for name in ("words.json", "training.json"):
        assert (whole.folder / name).read_bytes() == (halves.folder / name).read_bytes()


def test_resuming_on_other_works_is_refused(tiny: Plugins, verses: Path) -> None:
    list(run.train(lesson(tiny, verses)))
    verses.write_text(verses.read_text() + "new: another line\n")
    with pytest.raises(InputError, match=r"1 new, 0 gone.*--from parrot-verses-txt"):
        lesson(tiny, verses, resume=True)


def test_resuming_what_was_never_begun_is_told(tiny: Plugins, verses: Path) -> None:
    with pytest.raises(NotFoundError, match="no checkpoint"):
        lesson(tiny, verses, resume=True)


def test_a_second_training_takes_a_new_name(tiny: Plugins, verses: Path) -> None:
    list(run.train(lesson(tiny, verses)))
    assert lesson(tiny, verses).name == "parrot-verses-txt-2"
    with pytest.raises(InputError, match="there is a model"):
        lesson(tiny, verses, name="parrot-verses-txt")


def test_a_training_stopped_before_its_first_checkpoint_leaves_its_name_free(
    tiny: Plugins,
    verses: Path,
) -> None:
    values = {"steps": 9, "checkpoint_every": 9}
    early = run.train(lesson(tiny, verses, values, name="early"))
    next(event for event in early if isinstance(event, Preview))
    early.close()  # type: ignore[attr-defined]
    assert "early" not in models.names()
    assert lesson(tiny, verses, values, name="early").name == "early"


def test_transfer_chains_the_ledgers(tiny: Plugins, verses: Path) -> None:
    list(run.train(lesson(tiny, verses)))
    parent = models.find("parrot-verses-txt")
    verses.write_text("own: a line of mine\n")
    list(run.train(lesson(tiny, verses, name="child", parent=parent)))
    child = models.find("child")
    assert child.card["parent"] == "parrot-verses-txt"
    assert (child.card["works"], child.card["makers"]) == (7, 6)
    words = json.loads((child.folder / "words.json").read_text())["words"]
    assert {"salt", "mine"} <= set(words)


def test_a_plugin_that_fails_is_named_and_the_last_checkpoint_stays(
    tiny: Plugins,
    verses: Path,
) -> None:
    with pytest.raises(PluginError, match=r"tiny/parrot \(athena-plugin-tiny 1\.0\)"):
        list(run.train(lesson(tiny, verses, {"fail_at": 3}, name="fallen")))
    assert models.find("fallen").card["step"] == 2
    assert list(home.home().glob("scratch-*")) == []


def test_works_without_a_right_are_refused_with_the_reason(
    tiny: Plugins,
    verses: Path,
) -> None:
    _, dataset = run.offered(tiny, offer(verses))
    with pytest.raises(NotAdmittedError, match=r"line-0 and 5 more.*--right.*\[A01\]"):
        run.admitted(tiny, dataset, run.Selection())


def test_works_of_a_kind_it_cannot_learn_from_are_told(
    tiny: Plugins,
    verses: Path,
) -> None:
    _, dataset = run.offered(tiny, offer(verses, right="own", because="mine"))
    with pytest.raises(NotAdmittedError, match="it is text/plain, not image"):
        run.admitted(tiny, dataset, run.Selection(), learns_from=("image/*",))


def test_a_selection_takes_labels_makers_and_leaves_out(
    tiny: Plugins,
    verses: Path,
) -> None:
    _, dataset = run.offered(tiny, offer(verses, right="own", because="mine"))

    def ids(**wanted: Any) -> list[str]:
        corpus = run.admitted(tiny, dataset, run.Selection(**wanted))
        return [work.id for work in corpus.works]

    assert ids(only=("tag:tide",)) == ["line-0", "line-3"]
    assert ids(per_maker=1) == ["line-0", "line-1", "line-2", "line-4", "line-5"]
    assert "line-1" not in ids(leave_out=frozenset({"line-1"}))
    with pytest.raises(NotAdmittedError, match="the selection leaves nothing"):
        ids(only=("tag:none",))


def test_a_list_to_leave_out_may_hold_comments(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("# why\nline-1\n\n  line-2 \n")
    assert run.read_leave_out(path) == {"line-1", "line-2"}
    path.write_bytes(b"\xff")
    with pytest.raises(InputError, match=r"out\.txt"):
        run.read_leave_out(path)


def test_a_dataset_that_is_not_there_is_told(tiny: Plugins, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        run.offered(tiny, run.Offer(name=str(tmp_path / "none")))
    for name in ("verse", "verse:some-file", "ver-ses:some/file.txt"):
        with pytest.raises(NotFoundError, match=r"no folder .*did you mean 'verses'"):
            run.offered(tiny, run.Offer(name=name))


def test_an_unknown_option_of_a_dataset_is_told(tiny: Plugins, verses: Path) -> None:
    wrong = run.Offer(name=f"verses:{verses}", options={"colour": "red"})
    with pytest.raises(InputError, match="there is no option 'colour'"):
        run.offered(tiny, wrong)


@pytest.mark.parametrize(
    ("media_type", "data"),
    [("text/plain", b"\xff\xfe"), ("image/png", b"no picture"), ("image/png", b"")],
)
def test_a_piece_that_is_not_what_it_says_is_the_plugins_fault(
    media_type: str,
    data: bytes,
    tiny: Plugins,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> Any:
        yield Piece(media_type=media_type, data=data)

    parrot = load("athena_plugin_tiny.parrot:Parrot")
    monkeypatch.setattr(parrot, "generate", broken)
    with pytest.raises(PluginError, match=rf"tiny/parrot gave.*{media_type}"):
        create(tiny, 1)
    assert list(home.gallery().rglob("*")) == []


def test_a_model_without_a_ledger_is_refused_unless_accepted(
    tiny: Plugins,
    verses: Path,
) -> None:
    list(run.train(lesson(tiny, verses)))
    name = "parrot-verses-txt"
    (models.find(name).folder / "ledger.json").unlink()
    with pytest.raises(RefusedError, match="has no ledger"):
        create(tiny, 1, model=name)
    [saved] = create(tiny, 1, model=name, accept_unknown_origin=True)
    assert "origin unknown" in saved.artwork.credit


def test_the_generators_name_means_the_shipped_model(
    tiny: Plugins,
    verses: Path,
    tmp_path: Path,
) -> None:
    list(run.train(lesson(tiny, verses, name="mine")))
    weights = tmp_path / "site" / "athena_plugin_tiny" / "weights"
    shutil.copytree(models.find("mine").folder, weights)
    named = tiny.generator("parrot")
    spec = replace(named.spec, weights="athena_plugin_tiny:weights")
    shipping = replace(named, spec=spec)
    for name in ("", "parrot", "tiny/parrot"):
        found = run.chosen_model(shipping, name)
        assert found is not None
        assert (found.name, found.folder) == ("tiny/parrot", weights)
    list(run.train(lesson(tiny, verses, name="parrot")))
    yours = run.chosen_model(shipping, "parrot")
    assert yours is not None
    assert yours.name == "parrot"


def test_a_model_of_another_generator_is_refused(tiny: Plugins, verses: Path) -> None:
    list(run.train(lesson(tiny, verses)))
    path = models.find("parrot-verses-txt").folder / "card.json"
    card = json.loads(path.read_text()) | {"generator": "other/thing"}
    path.write_text(json.dumps(card))
    with pytest.raises(InputError, match="belongs to other/thing"):
        create(tiny, 1, model="parrot-verses-txt")


def test_a_transform_takes_only_inputs_with_a_right(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    path = tmp_path / "given.txt"
    path.write_text("amber and rain")
    with pytest.raises(RefusedError, match="by what right"):
        run.take_input(path, "text/plain", "", "")
    source = run.take_input(path, "text/plain", "own", "I wrote it")
    [saved] = create(tiny, 5, inputs=(source,))
    assert set(saved.piece.data.decode().split()) <= {"amber", "and", "rain"}
    [listed] = saved.artwork.record["inputs"]
    assert listed["sha256"] == source.sha256
    assert listed["right"] == "own"


def test_a_work_is_encoded_to_a_vector(tiny: Plugins, tmp_path: Path) -> None:
    path = tmp_path / "given.txt"
    path.write_text("amber")
    source = run.take_input(path, "text/plain", "own", "I wrote it")
    assert isinstance(source, Source)
    vector = run.encode(tiny, "parrot", source)
    assert len(vector) == 4
    assert vector == run.encode(tiny, "parrot", source)


def test_interpolation_begins_and_ends_at_its_seeds(tiny: Plugins) -> None:
    pieces = [
        event
        for event in run.interpolate(tiny, "parrot", 1, 9, 3, {})
        if isinstance(event, Piece)
    ]
    ends = [saved.piece.data for saved in create(tiny, 1)] + [
        saved.piece.data for saved in create(tiny, 9)
    ]
    assert [pieces[0].data, pieces[-1].data] == ends
    assert len(pieces) == 3


def test_saved_artworks_are_told_to_plugins_and_a_failure_undoes_nothing(
    site: Path,
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    from athena_core.discovery import discover
    from tests.conftest import write_distribution

    source = (
        "from athena_core import hookimpl\n"
        "@hookimpl\ndef athena_saved(artwork):\n    raise OSError('deaf')"
    )
    write_distribution(site, "ear", "plugin_ear", source=source)
    ears = tuple(one for one in discover()[0] if one.name == "ear")
    both = Plugins(installed=(*tiny.installed, *ears))
    [saved] = create(both, 4, folder=tmp_path / "out")
    assert saved.artwork.path.exists()
    assert [problem.plugin for problem in both.problems] == ["ear"]


def test_a_record_too_long_to_be_read_again_is_not_written(tiny: Plugins) -> None:
    [piece] = create(tiny, 3)
    long = {**piece.artwork.record, "title": "x" * 10_000_000}
    with pytest.raises(InputError, match="too long; nothing is saved"):
        finished(long)
