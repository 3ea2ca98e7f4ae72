"""A dataset is installed, declared by the user, or a path; and whose word counts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from athena_core import InputError, NotAdmittedError, Right, Skipped, Work, run
from athena_core.consent import overlay
from athena_core.plugins import Plugins
from athena_core.run.opening import taken


def declare(verses: Path, right: str, **more: str) -> None:
    content = {"name": "my-lines", "source": f"verses:{verses}", "maker": ""}
    said = {**content, "because": "I know", **more}
    on = dt.date(2026, 11, 25)
    overlay.keep(overlay.declare(right=right, on=on, **said))


def works(tiny: Plugins, name: str, **stated: str) -> list[Work]:
    offer = run.Offer(name=name, **stated)  # type: ignore[arg-type]
    _, dataset = run.offered(tiny, offer)
    return [one for one in dataset.works() if not isinstance(one, Skipped)]


def test_a_declared_name_opens_its_source_with_the_declared_right(
    tiny: Plugins,
    verses: Path,
) -> None:
    declare(verses, "mine")
    title, _ = run.offered(tiny, run.Offer(name="my-lines"))
    assert title == "my-lines"
    found = works(tiny, "my-lines")
    assert {one.right for one in found} == {
        Right(basis="own", because="I know"),
    }
    assert [one.id for one in found] == [f"line-{number}" for number in range(6)]


def test_a_maker_is_named_where_nothing_else_does(tiny: Plugins, verses: Path) -> None:
    declare(verses, "mine", maker="A. Fiction")
    assert {one.maker for one in works(tiny, "my-lines")} != {"A. Fiction"}
    verses.write_text(": a line without a title\n")
    assert [one.maker for one in works(tiny, "my-lines")] == ["A. Fiction"]


def test_what_is_said_of_a_work_comes_before_what_is_said_of_all(
    tiny: Plugins,
    verses: Path,
) -> None:
    declare(verses, "CC-BY-4.0")
    _, dataset = run.offered(tiny, run.Offer(name=f"verses:{verses}", right="own"))
    claimed = run.opening.Declared(
        dataset=dataset,
        right=Right(basis="open-licence", because="x", licence="CC-BY-4.0"),
    )
    rights = [one.right for one in claimed.works() if isinstance(one, Work)]
    assert {one.basis for one in rights if one} == {"own"}


def test_nobody_asked_refuses_every_work_whatever_lies_beside_it(
    tiny: Plugins,
    verses: Path,
) -> None:
    declare(verses, "not-asked")
    _, dataset = run.offered(tiny, run.Offer(name="my-lines"))
    with pytest.raises(NotAdmittedError, match=r"have not been asked.*\[A07\]"):
        run.admitted(tiny, dataset, run.Selection())
    _, stated = run.offered(tiny, run.Offer(name=f"verses:{verses}", right="own"))
    over = run.opening.Declared(
        dataset=stated,
        right=Right(basis="not-asked", because="x"),
    )
    rights = [one.right for one in over.works() if isinstance(one, Work)]
    assert {one.basis for one in rights if one} == {"not-asked"}


def test_a_declared_dataset_takes_no_second_right(tiny: Plugins, verses: Path) -> None:
    declare(verses, "not-asked")
    with pytest.raises(InputError, match="has a declaration"):
        works(tiny, "my-lines", right="own", because="after all")


def test_a_plugin_that_brings_the_same_name_later_is_told(
    tiny: Plugins,
    verses: Path,
) -> None:
    declare(verses, "mine", name="verses")
    assert taken(tiny, "verses") == "athena-plugin-tiny"
    assert taken(tiny, "generated") == "Athena itself"
    assert taken(tiny, "my-lines") is None
    with pytest.raises(InputError, match=r"declared by you and brought by athena-plug"):
        works(tiny, "verses")
    assert works(tiny, f"verses:{verses}", right="own", because="mine")


def test_works_of_another_kind_are_told_only_where_none_is_left(
    tiny: Plugins,
    verses: Path,
) -> None:
    declare(verses, "mine")
    _, dataset = run.offered(tiny, run.Offer(name="my-lines"))
    with pytest.raises(NotAdmittedError, match="it is text/plain, not image/png"):
        run.admitted(tiny, dataset, run.Selection(), learns_from=("image/png",))
    corpus = run.admitted(tiny, dataset, run.Selection(), learns_from=("text/*",))
    assert len(corpus.works) + len(corpus.held_out) == 6
    assert corpus.skipped == ()
