"""WikiArt's and Poetry Foundation's layouts are admitted as any dataset is.

Neither says anything of rights. What the registry knows, it knows by a work's hash, so
a file's name and a column of names count for nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from athena_core import Corpus, pictures, pixels_sha256, run
from athena_core import text as texts
from athena_core.consent import overlay
from athena_core.consent import registry as registries
from athena_core.consent.admit import admit
from athena_core.consent.registry import Asking, Registry
from athena_core.plugins import plugins
from tests.unit.consent import fictional

ASKING = Asking(on=fictional.ON)


def admitted(name: str, known: Registry, asking: Asking = ASKING) -> Corpus:
    _, dataset = run.offered(plugins(), run.Offer(name=name))
    return admit(dataset.works(), "train", known=known, asking=asking)


def picture(colour: str, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (24, 20), colour).save(stream, kind)
    return stream.getvalue()


def wikiart(folder: Path, files: dict[str, bytes]) -> str:
    for name, data in files.items():
        path = folder / "Impressionism" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return f"wikiart:{folder}"


def poetry_foundation(path: Path, rows: Iterable[tuple[str, str, str]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(("", "Title", "Poem", "Poet", "Tags"))
        for number, (title, words, poet) in enumerate(rows):
            lines = words.replace("\n", "\r\r\n")
            table.writerow((number, f"\r\r\n  {title}\r\r\n", lines, poet, "Birds"))
    return f"poetry-foundation:{path}"


def known_picture(data: bytes, **more: Any) -> Registry:
    image = pictures.decode(data)
    return fictional.registry(
        fictional.changed(
            fictional.licensed(),
            {
                "works.0.sha256": hashlib.sha256(data).hexdigest(),
                "works.0.content_sha256": pixels_sha256(image),
                "works.1.permits": None,
                **more,
            },
        ),
    )


def test_a_picture_in_wikiarts_layout_has_the_right_of_its_entry(
    tmp_path: Path,
) -> None:
    theirs = picture("teal")
    files = {
        "a-stranger_low-water-1901.png": theirs,
        "fictional-licensor_of-the-same-name.png": picture("red"),
    }
    corpus = admitted(wikiart(tmp_path, files), known_picture(theirs))
    [work] = corpus.works + corpus.held_out
    assert work.id == "Impressionism/a-stranger_low-water-1901.png"
    assert work.maker == fictional.LICENSED
    assert work.right
    assert (work.right.basis, work.right.entry) == ("open-licence", fictional.LICENSED)
    assert work.right.conditions == ("credit",)
    [refused] = corpus.refused
    assert (refused.code, refused.work.maker) == ("A01", "Fictional Licensor")


def test_a_picture_saved_anew_is_still_known_by_its_pixels(tmp_path: Path) -> None:
    theirs = picture("teal")
    with Image.open(io.BytesIO(theirs)) as image:
        again = io.BytesIO()
        image.save(again, "WEBP", lossless=True)
    name = wikiart(tmp_path, {"nobody_known_1901.webp": again.getvalue()})
    corpus = admitted(name, known_picture(theirs))
    assert len(corpus.works + corpus.held_out) == 1


def test_what_is_withdrawn_is_refused_whatever_its_file_is_called(
    tmp_path: Path,
) -> None:
    theirs = picture("teal")
    name = wikiart(tmp_path, {"claude-monet_water-lilies-1906.png": theirs})
    taken = {"withdrawals": [fictional.withdrawal()]}
    [refused] = admitted(name, known_picture(theirs, **taken)).refused
    assert refused.code == "D03"
    assert f"withdrawn from {fictional.ON}" in refused.reason


def test_a_poem_in_poetry_foundations_table_has_the_right_of_its_entry(
    tmp_path: Path,
) -> None:
    words = "A heron waits\nat the water's edge\n\nand goes"
    digest = hashlib.sha256(texts.canonical(words).encode()).hexdigest()
    known = fictional.registry(
        fictional.changed(fictional.dead(), {"works.0.sha256": digest}),
    )
    rows = [
        ("Another title", words, "A Stranger"),
        ("To a heron", words + " again", "Edda Fictional"),
    ]
    corpus = admitted(poetry_foundation(tmp_path / "poems.csv", rows), known)
    [work] = corpus.works + corpus.held_out
    assert work.maker == "Edda Fictional"
    assert work.right
    assert "copyright has run out (USA; life + 70 years" in work.right.because
    assert "consent" not in work.right.because
    [refused] = corpus.refused
    assert (refused.code, refused.work.maker) == ("A01", "Edda Fictional")


def test_real_paintings_in_wikiarts_layout_are_admitted_by_hash_alone(
    tmp_path: Path,
    real_data: Path,
) -> None:
    with (real_data / "paintings" / "works.csv").open(encoding="utf-8") as stream:
        rows = list(islice(csv.DictReader(stream), 0, 1500, 25))
    folder = tmp_path / "Illustration"
    folder.mkdir()
    for number, row in enumerate(rows):
        shutil.copy(real_data / "paintings" / row["file"], folder / f"x_{number}.jpg")
    (folder / "beatrix-potter_not-hers-1902.png").write_bytes(picture("teal"))
    known = registries.registry()
    corpus = admitted(f"wikiart:{tmp_path}", known)
    assert [one.code for one in corpus.refused] == ["A01"]
    admitted_ = {one.sha256: one for one in corpus.works + corpus.held_out}
    assert set(admitted_) == {row["sha256"] for row in rows}
    for row in rows:
        work = admitted_[row["sha256"]]
        assert work.maker == row["artist"]
        assert work.right
        assert known.find(work.right.entry)


def test_real_poems_in_poetry_foundations_table_are_admitted_by_hash_alone(
    tmp_path: Path,
    real_data: Path,
) -> None:
    found = sorted((real_data / "poems" / "works").glob("*/*.jsonl"))
    firsts = [one.read_text(encoding="utf-8").split("\n", 1)[0] for one in found]
    poems = [json.loads(first) for first in firsts]
    rows = [(one["title"], "\n".join(one["lines"]), "X") for one in poems]
    rows.append(("Invented", "a poem that nobody\nbut a test wrote", "Emily Dickinson"))
    name = poetry_foundation(tmp_path / "poems.csv", rows)
    corpus = admitted(name, registries.registry())
    assert [one.code for one in corpus.refused] == ["A01"]
    works = corpus.works + corpus.held_out
    assert len(works) == len(poems) == 60
    assert {one.maker for one in works} == {one["poet"] for one in poems}


@pytest.mark.parametrize("layout", ["wikiart", "poetry-foundation"])
def test_a_declared_layout_that_nobody_was_asked_about_is_refused_whole(
    layout: str,
    tmp_path: Path,
) -> None:
    on_record = picture("teal")
    source = (
        wikiart(tmp_path, {"a-stranger_sea-1901.png": on_record})
        if layout == "wikiart"
        else poetry_foundation(tmp_path / "p.csv", [("Sea", "the sea", "A Stranger")])
    )
    said = {"because": "", "maker": "", "on": fictional.ON}
    overlay.keep(overlay.declare("theirs", source, "not-asked", **said))  # type: ignore[arg-type]
    corpus = admitted("theirs", known_picture(on_record))
    assert [one.code for one in corpus.refused] == ["A07"]
