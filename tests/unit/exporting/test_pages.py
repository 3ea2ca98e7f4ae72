"""The exported page: true pixels, credits, and no text of a piece becomes markup."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from athena_core.consent.registry import registry
from athena_core.errors import InputError
from athena_core.plugins import Plugins
from athena_core.provenance import reading, stamp
from athena_core.provenance.verify import verify
from athena_core.run.exporting import Asked, Chosen, Exported, export
from tests.unit.consent import fictional
from tests.unit.exporting.pieces import Page, learned, made, retold

ON = dt.date(2026, 11, 25)
PUBLIC = Asked(private=False)
HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "</title></style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "<!-- --><![CDATA[ &lt;b&gt; &#0; ]]>",
    "a\x1b]52;c;aGk=\x07b\u202ec\u2066d",
)


Write = Callable[..., Path]


@pytest.fixture
def write(tiny: Plugins, tmp_path: Path) -> Write:
    """Write a page of some pieces and return its path."""

    def written(*pieces: Chosen, asked: Asked = PUBLIC, **more: Any) -> Path:
        return exported(tiny, tmp_path, *pieces, asked=asked, **more).path

    return written


def exported(
    tiny: Plugins,
    tmp_path: Path,
    *pieces: Chosen,
    asked: Asked = PUBLIC,
    **more: Any,
) -> Exported:
    known = fictional.registry(fictional.consented(), fictional.dead())
    given_more = {
        "title": "A small gallery",
        "on": ON,
        "alternative": lambda path: f"a picture called {path.name}",
        "to": tmp_path / "site",
        **more,
    }
    to = given_more.pop("to")
    return export(pieces, to, asked, known, tiny, **given_more)


def test_pictures_lie_in_the_page_as_they_were_saved(
    tiny: Plugins,
    write: Write,
    tmp_path: Path,
) -> None:
    one = made(tiny, "dauber", 3)
    page = Page(write(one))
    [image] = page.of("img")
    kind, _, data = image["src"].partition(";base64,")
    assert kind == "data:image/png"
    assert base64.b64decode(data) == one.path.read_bytes()
    assert (image["width"], image["height"]) == ("512", "512")
    assert image["class"] == "pixels"
    assert image["alt"] == "a picture called dauber-3.png"
    taken = tmp_path / "taken.png"
    taken.write_bytes(base64.b64decode(data))
    assert reading.read(taken).record == one.record


def test_the_large_picture_is_there_unless_it_is_left_out(
    tiny: Plugins,
    write: Write,
) -> None:
    one = made(tiny, "dauber", 3, upscaling="pixels")
    whole, small = Page(write(one)), Page(write(one, large=False))
    assert len(whole.of("img")) == 2
    assert "Large picture" in whole.text
    assert len(small.of("img")) == 1


def test_a_large_picture_of_another_piece_is_not_taken_for_its_own(
    tiny: Plugins,
    write: Write,
) -> None:
    one = made(tiny, "dauber", 3, upscaling="pixels")
    other = made(tiny, "dauber", 4, upscaling="pixels")
    names = [
        saved.path.with_name(f"{saved.path.stem}.large.png") for saved in (one, other)
    ]
    names[1].write_bytes(names[0].read_bytes())
    assert (one.large, other.large) == (names[0], None)
    assert len(Page(write(other)).of("img")) == 1


def test_what_is_under_a_piece_makes_it_again_and_says_what_may_be_done(
    tiny: Plugins,
    write: Write,
) -> None:
    picture = made(tiny, "dauber", 3, values={"side": 8})
    poem = made(tiny, "parrot", 4, values={"voice": "loud"})
    page = Page(write(picture, poem))
    codes = [data for tag, data in page.texts if tag == "code"]
    assert codes[:2] == [
        "athena create tiny/dauber --seed 3 --side 8",
        "athena create tiny/parrot --seed 4 --voice loud",
    ]
    assert page.text.count(str(picture.record["credit"])) == 1
    assert "You may: use it, show it, print it, change it and sell it" in page.text
    assert "unsigned; the record fits the piece" in page.text


def test_a_poem_stands_line_by_line_and_can_be_saved_with_its_record(
    tiny: Plugins,
    write: Write,
    tmp_path: Path,
) -> None:
    poem = made(tiny, "parrot", 4)
    page = Page(write(poem))
    lines = [data for tag, data in page.texts if tag == "span"]
    assert lines == poem.piece.data.decode().splitlines()
    links = [one for one in page.of("a") if "download" in one]
    for link in links:
        data = base64.b64decode(link["href"].partition(";base64,")[2])
        (tmp_path / link["download"]).write_bytes(data)
    saved = tmp_path / links[0]["download"]
    assert saved.name == "tiny-parrot-4.txt"
    assert verify(saved).level == "unsigned"
    assert reading.read(saved).record == poem.record


def test_nothing_on_the_page_runs_or_is_fetched(tiny: Plugins, write: Write) -> None:
    page = Page(write(made(tiny, "dauber", 3), made(tiny, "parrot", 4)))
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "iframe", "object", "form", "svg", "base"}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("src", "href"):
            assert attributes.get(name, "#").startswith(("#", "data:"))
    [style] = [data for tag, data in page.texts if tag == "style"]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    [policy] = [
        one["content"]
        for one in page.of("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|https?:", style)


def test_machines_are_asked_not_to_learn_from_it(tiny: Plugins, write: Write) -> None:
    page = Page(write(made(tiny, "dauber", 3)))
    assert page.meta("robots") == "noai, noimageai"
    assert page.meta("tdm-reservation") == "1"
    assert page.meta("content-usage") == "train-ai=n"
    assert "mining is reserved" in page.text


def test_a_private_copy_says_so_and_why(tiny: Plugins, write: Write) -> None:
    asked = Asked(private=True, why=("nobody asked <her>",))
    page = Page(write(made(tiny, "dauber", 3), asked=asked))
    assert "Private copy." in page.text
    assert "nobody asked <her>" in page.text
    assert page.meta("robots").endswith("noindex, nofollow")


def test_everybody_behind_it_is_named_as_today(
    tiny: Plugins,
    write: Write,
    home: Path,
) -> None:
    fictional.bring(home, fictional.consented(), on=dt.date(2027, 1, 1))
    registry.cache_clear()
    one = learned(
        made(tiny, "parrot", 4),
        model={"makers": [{"maker": fictional.LIVING, "works": 2}]},
        credit=f"Made by a machine, learned from 2 works by {fictional.LIVING}.",
    )
    page = Page(write(one))
    registry.cache_clear()
    assert "Fictional Artist, 2" in page.text
    assert "learned from 2 works by Fictional Artist." in page.text
    assert fictional.LIVING not in page.text


def test_a_withdrawal_since_stands_under_the_piece(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    one = learned(
        made(tiny, "parrot", 4),
        datasets=[
            {
                "name": "d",
                "works": 1,
                "entries": [{"id": fictional.LIVING, "revision": 1}],
            }
        ],
        made_on="2026-11-20T10:00:00Z",
    )
    gone = fictional.changed(
        fictional.consented(),
        {"withdrawals": [fictional.withdrawal()]},
    )
    known = fictional.registry(gone)
    private = Asked(private=True)
    page = export(
        [one], tmp_path / "p.html", private, known, tiny,
        title="T", on=ON, alternative=lambda _: "",
    ).path  # fmt: skip
    said = "Fictional Artist withdrew on 2026-11-25, after this was made"
    assert said in Page(page).text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_change_no_element_and_no_attribute(
    tiny: Plugins,
    write: Write,
    hostile: str,
) -> None:
    picture, poem = made(tiny, "dauber", 3), made(tiny, "parrot", 4)
    calm = Page(write(picture, learned(poem))).shape()
    texts = {
        "title": hostile,
        "credit": hostile,
        "made_on": f"2026-11-20{hostile}",
    }
    params = {"voice": hostile}
    recipe = {**poem.record["recipe"], "params": params}
    hostile_model = {
        "name": hostile,
        "makers": [{"maker": hostile, "works": 2}],
        "rights": {hostile: 2},
    }
    pieces = (
        retold(picture, **texts),
        learned(poem, **texts, recipe=recipe, model=hostile_model),
    )
    page = Page(write(*pieces, title=hostile, alternative=lambda _: hostile))
    assert page.shape() == calm
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066]", page.source)
    for tag, attributes in page.elements:
        for name, value in attributes.items():
            assert name == "alt" or "alert" not in value, (tag, name)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=60))
def test_any_title_and_any_verse_is_shown_and_stays_text(
    tiny: Plugins,
    write: Write,
    text: str,
) -> None:
    poem = made(tiny, "parrot", 4)
    calm = Page(write(poem, large=False))
    page = Page(write(retold(poem, credit=text), title=text, large=False))
    assert page.shape() == calm.shape()


def test_a_page_is_written_again_but_nothing_else_is_written_over(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    one = made(tiny, "dauber", 3)
    first = exported(tiny, tmp_path, one)
    again = exported(tiny, tmp_path, one, title="Another")
    assert first.path == again.path == tmp_path / "site" / "index.html"
    mine = tmp_path / "mine.html"
    mine.write_text("my own page")
    with pytest.raises(InputError, match="is no page of Athena's"):
        exported(tiny, tmp_path, one, to=mine)
    assert mine.read_text() == "my own page"


def test_the_page_has_a_record_that_names_every_piece(
    tiny: Plugins,
    tmp_path: Path,
) -> None:
    picture, poem = made(tiny, "dauber", 3), made(tiny, "parrot", 4)
    done = exported(tiny, tmp_path, picture, poem, picture)
    assert done.sidecar == stamp.sidecar(done.path)
    record = reading.read(done.path).record
    assert record is not None
    assert record["content"]["of"] == "bytes/1"
    assert record["derived"]["of"] == picture.sha256
    assert record["derived"]["with"] == [poem.sha256]
    assert record["credit"].count("Made by a machine") == 2
    assert verify(done.path).level == "unsigned"
    done.path.write_text(done.path.read_text().replace("small", "large"))
    assert verify(done.path).level == "altered"


def test_a_kind_that_no_page_shows_is_refused(tiny: Plugins, write: Write) -> None:
    one = made(tiny, "dauber", 3)
    path = one.path.with_suffix(".wav")
    record = {
        **one.record,
        "content": {
            "media_type": "audio/wav",
            "of": "bytes/1",
            "sha256": hashlib.sha256(b"RIFF").hexdigest(),
        },
    }
    stamp.save(path, b"RIFF", record)
    from athena_core.run.exporting import chosen

    with pytest.raises(InputError, match="a page shows pictures and poems"):
        write(chosen(path))


def test_a_picture_that_is_large_already_is_not_drawn_in_squares(
    tiny: Plugins,
    write: Write,
) -> None:
    one = made(tiny, "dauber", 3)
    stream = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(stream, format="PNG")
    from athena_core.provenance.content import content

    data = stream.getvalue()
    record = {**one.record, "content": content("image/png", data)}
    stamp.save(one.path, data, record)
    from athena_core.run.exporting import chosen

    [image] = Page(write(chosen(one.path))).of("img")
    assert (image["width"], image["height"]) == ("400", "300")
    assert "class" not in image


def test_a_drawing_is_shown_as_a_picture_in_which_nothing_runs(
    tiny: Plugins,
    write: Write,
) -> None:
    from athena_core.provenance.content import content
    from athena_core.run.exporting import chosen

    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    one = made(tiny, "dauber", 3)
    path = one.path.with_suffix(".svg")
    facts = content("image/svg+xml", drawing)
    stamp.save(path, drawing, {**one.record, "content": facts})
    page = Page(write(chosen(path)))
    [image] = page.of("img")
    assert image["src"].startswith("data:image/svg+xml;base64,")
    assert not page.of("svg")
    assert not page.of("script")


def test_what_was_made_from_a_piece_can_be_shown_and_says_so(
    tiny: Plugins,
    write: Write,
) -> None:
    from athena_core import run
    from athena_core.run.exporting import chosen

    walk = chosen(run.walk(tiny, "dauber", 1, 9, 3, {}).animation)
    page = Page(write(walk))
    assert page.of("img")[0]["src"].startswith("data:image/gif;base64,")
    assert "this is a walk made from the piece of this seed" in page.text
    assert "athena interpolate tiny/dauber --from-seed 1 --to-seed 9" in page.text
