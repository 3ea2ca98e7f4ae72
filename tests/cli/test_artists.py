"""`athena artists` in a child process, with fictional people on the registry."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from tests.conftest import Run, install_tiny
from tests.unit.consent import fictional

TODAY = dt.datetime.now(dt.UTC).date()
POEM = "a heron waits\nat the water's edge\n"


@pytest.fixture(autouse=True)
def _people(home: Path) -> None:
    """Bring an index that is newer than the one that ships."""
    maker = fictional.changed(
        fictional.dead(),
        {
            "artist.about": {
                "text": "A poet who never was.",
                "source": "https://library.example.org/edda",
            },
            "artist.listed_in": [
                {"title": "Invented Women", "source": "https://example.org/list"},
            ],
            "works.0.sha256": hashlib.sha256(POEM.encode()).hexdigest(),
        },
    )
    living = fictional.licensed()
    living["permits"] = {"show_work": "any"}
    living["works"][1].pop("permits")
    living["artist"] |= {
        "about": {"text": "I paint the tide."},
        "pronouns": "they/them",
        "works_at": [{"label": "A gallery", "url": "https://gallery.example.org/tide"}],
    }
    fictional.bring(home, maker, living, on=TODAY + dt.timedelta(days=1))


def test_everybody_is_listed_and_can_be_searched(athena: Run) -> None:
    listed = athena("artists", "list")
    assert listed.stdout.splitlines() == [
        "Edda Fictional\t1841\u20131901\t1 poem\tPoems",
        "Fictional Licensor\t\t2 pictures\tthe artist, CC-BY-4.0",
    ]
    found = json.loads(athena("artists", "list", "--search", "heron", "--json").stdout)
    assert [one["id"] for one in found] == ["edda-fictional"]
    none = athena("artists", "list", "--search", "nothing of that kind")
    assert none.returncode == 1
    assert "nobody's name or works hold" in none.stderr


def test_somebody_who_permits_showing_alone_is_introduced_like_all(athena: Run) -> None:
    done = athena("artists", "show", "licensor")
    assert done.returncode == 0, done.stderr
    for part in (
        "Fictional Licensor",
        "2 pictures \u00b7 they/them",
        "I paint the tide.",
        "in their own words",
        "https://gallery.example.org/tide",
        "Under the licence CC-BY-4.0.",
        "yes                 the work itself may be shown",
        "no                  a model may learn from it",
    ):
        assert part in done.stdout


def test_a_maker_who_has_died_comes_with_sources_and_never_as_consenting(
    athena: Run,
) -> None:
    shown = athena("artists", "show", "edda-fictional").stdout
    assert "A poet who never was." in shown
    assert "https://library.example.org/edda" in shown
    assert "Invented Women" in shown
    assert "Copyright has run out (USA; life + 70 years; longer terms exist)." in shown
    assert "consent" not in shown
    assert "agreed" not in shown


def test_an_artist_is_shown_by_todays_name_and_never_by_a_former_one(
    athena: Run,
    home: Path,
) -> None:
    later = TODAY + dt.timedelta(days=2)
    renamed = fictional.again(
        fictional.licensed(),
        {"artist.credit_as": "Renamed Artist"},
    )
    fictional.bring(home, renamed, on=later)
    everything = "".join(
        athena("artists", *command).stdout
        for command in (
            ("list",),
            ("list", "--json"),
            ("show", "renamed"),
            ("show", fictional.LICENSED, "--json"),
            ("today",),
        )
    )
    assert everything.count("Renamed Artist") == 5
    assert "Fictional Licensor" not in everything
    gone = athena("artists", "show", "Fictional Licensor")
    assert gone.returncode == 1


def test_a_slip_of_the_pen_is_answered_with_the_nearest_name(athena: Run) -> None:
    done = athena("artists", "show", "eda fictionall")
    assert done.returncode == 1
    assert "did you mean Edda Fictional (edda-fictional)?" in done.stderr


def test_one_artist_a_day_and_another_the_next(athena: Run) -> None:
    days = [TODAY + dt.timedelta(days=number) for number in range(3)]
    met = [
        json.loads(athena("artists", "today", "--on", str(day), "--json").stdout)
        for day in days
    ]
    assert met[0]["id"] != met[1]["id"]
    assert met[0]["id"] == met[2]["id"]
    for one, day in zip(met[:2], days, strict=False):
        talk = athena("artists", "today", "--on", str(day)).stderr
        assert f"athena artists show {one['id']}\n" in talk
    plain = athena("--plain", "artists", "today")
    assert "The artist of the day" in plain.stdout
    assert "all 2 come before one returns" in plain.stderr
    assert max(len(line) for line in plain.stdout.splitlines()) <= 80


def test_a_poem_at_hand_is_printed_where_it_may_be_shown(
    athena: Run,
    site: Path,
    tmp_path: Path,
    home: Path,
) -> None:
    install_tiny(site)
    at_hand = tmp_path / "hand.txt"
    at_hand.write_text("other: words\n")
    name = ("--dataset", f"verses:{at_hand}")
    none = athena("artists", "show", "edda", *name)
    assert "holds no work of theirs" in none.stderr
    one_line = "a heron waits at the edge\n"
    at_hand.write_text(f"known by its hash alone: {one_line}")
    digest = hashlib.sha256(one_line.encode()).hexdigest()
    maker = fictional.changed(fictional.dead(), {"works.0.sha256": digest})
    later = TODAY + dt.timedelta(days=2)
    fictional.bring(home, maker, on=later)
    shown = athena("artists", "show", "edda", *name)
    assert "a heron waits at the edge" in shown.stdout
    assert "To a heron" in shown.stdout
    hidden = fictional.changed(maker, {"permits": {"train": "any"}})
    fictional.bring(home, hidden, on=later)
    closed = athena("artists", "show", "edda", *name)
    assert "a heron waits" not in closed.stdout
    assert "may not be shown here" in closed.stderr
    assert "They are named here, not shown." in closed.stdout
    taken_back = {"works.0.sha256": digest, "withdrawals": [fictional.withdrawal()]}
    other = fictional.changed(fictional.licensed(), taken_back)
    fictional.bring(home, maker, other, on=later)
    torn = athena("artists", "show", "edda", *name)
    assert "a heron waits" not in torn.stdout
    assert "holds no work of theirs that may be shown" in torn.stderr


def test_with_nobody_on_the_registry_it_says_what_to_do(
    athena: Run, home: Path
) -> None:
    fictional.bring(home, on=TODAY + dt.timedelta(days=1))
    for command in ("list", "today"):
        done = athena("artists", command)
        assert done.returncode == 1
        assert "athena registry update" in done.stderr
        assert done.stdout == ""
