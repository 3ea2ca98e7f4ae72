"""Names of saved files: a person's own pattern, safe on every system."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from athena_core import naming

FACTS = {
    "generator": "poet",
    "seed": "7",
    "title": "The Tide's Edge: again?",
    "date": "2026-11-25",
    "time": "14:58:03",
    "model": "my-garden",
    "kind": "poem",
}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("{generator}-{seed}", "poet-7"),
        ("{title}", "The-Tides-Edge-again"),
        (
            "{date}/{model}/{seed}-{title}",
            "2026-11-25/my-garden/7-The-Tides-Edge-again",
        ),
        ("{kind} {time}", "poem-14-58-03"),
        ("version 1.0/{seed}", "version-1-0/7"),
        ("walk", "walk_"),
    ],
)
def test_words_are_put_in(pattern: str, expected: str) -> None:
    assert naming.name(naming.check(pattern), FACTS) == PurePosixPath(expected)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "CON_"),
        ("com\N{SUPERSCRIPT ONE}", "com\N{SUPERSCRIPT ONE}_"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("dot.", "dot"),
        ("x.large", "x-large"),
        ('<>:"/\\|?*', "untitled"),
        ("\x1b]0;x\x07\u202eexe", "0-x-exe"),
        ("", "untitled"),
        ("étoile 海", "étoile-海"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_a_title_cannot_climb_hide_or_steer(title: str, expected: str) -> None:
    assert str(naming.name("{title}", {**FACTS, "title": title})) == expected


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{titel}", r"\{titel\} is none \(did you mean \{title\}\?\)"),
        ("{seed.__class__}", "is none"),
        ("{}", "is none"),
        ("{seed", "one pair of braces"),
        ("{{seed}}", "one pair of braces"),
        ("", "a name such as"),
        ("/{seed}", "a name such as"),
        ("../{seed}", "a name such as"),
        ("a//{seed}", "a name such as"),
        ("{seed}/", "a name such as"),
        ("/".join("abcdefghi"), "a name such as"),
        (7, "a name such as"),
    ],
)
def test_a_pattern_that_is_none_says_what_it_must_be(
    pattern: object,
    reason: str,
) -> None:
    with pytest.raises(ValueError, match=reason):
        naming.check(pattern)


@given(title=st.text(max_size=300), model=st.text(max_size=40))
def test_every_name_is_safe(title: str, model: str) -> None:
    facts = {**FACTS, "title": title, "model": model}
    path = naming.name("{model}/{title}", facts)
    assert len(path.parts) == 2
    for part in path.parts:
        assert 0 < len(part.encode()) <= naming.LONGEST + 1
        assert not {part[0], part[-1]} & set("-. ")
        assert part.lower() not in naming.DEVICES
        assert {unicodedata.category(sign)[0] for sign in part} <= set("LMNP")
        assert not set(part) & set('<>:"/\\|?*.\0')
