"""What artists and stewards read: the words agreed to, the README, who decides."""

from __future__ import annotations

import hashlib
import re
import tomllib

import pytest

from athena_core.consent.doors.questions import asked
from athena_core.consent.proof.evidence import text_file
from tests.repo.pages import ROOT
from tests.repo.sheets import read

PUBLISHED = {
    "athena-consent/1.en": "1e5f3d6b1eb3c745f441485292ea66d2"
    "3090e6c4f5981f5b6efda6399cd9a0a5",
}
"""A text that somebody agreed to never changes; other words get another number."""
README = ROOT / "artists_registry/README.md"
GOVERNANCE = ROOT / "GOVERNANCE.md"
OWNERS = ROOT / ".github/CODEOWNERS"
MEAN, LONGEST = 12, 40
"""Words in a sentence of the consent text."""

SAID = {
    "no lawyer": "Not reviewed by a lawyer",
    "empty is no": "What you leave empty is a no",
    "one by one": "A yes to one is never a yes to another",
    "train is not imitate": "A yes to the first question is no yes to this one",
    "for money": "yes, but not for money",
    "for anything": "yes, for any purpose",
    "showing alone": "You can say yes to this and no to everything else",
    "ten years": "ten years away at most",
    "ends by itself": "your yes ends by itself",
    "place": "only in the countries that you name",
    "company": "learn from me only together with others",
    "a name can change": "You can change the name on any day without a reason",
    "name as a word": "If you say nothing, they may not",
    "any day": "On any day. Without a reason. Without an account",
    "a week": "seven days",
    "code": "Whoever has the code can take your works back, and can do nothing else",
    "loaders": "Our programs refuse the works",
    "copies": "learn from are deleted",
    "models": "We find every model of ours that learned from the works",
    "not published": "no longer published",
    "retrained": "Within 30 days we make it again without your works",
    "notice": "stays on a list, with a dated notice",
    "downloads": "Copies that somebody has downloaded",
    "pieces": "Pieces that were already made",
    "plugins": "What a plugin does on its own",
    "history": "public history",
    "old lists": "When it is 180 days old it takes nobody's yes any more",
    "no contact": "Never published: your e-mail, your telephone number, your address",
    "the list is free": "Everybody may copy the list itself",
    "what stays": "a number that does not hold your name, the dates",
    "fingerprints": "The fingerprints stay only if you allowed it",
    "minors": "We take no works by minors",
    "stewards": "While fewer than two stewards are named, no yes becomes valid",
    "waiting is no": "A yes never comes about because nobody had time to look",
    "public notice": "14 days",
}
"""What a person has to be told before they agree."""


def text() -> str:
    path = ROOT / "artists_registry" / text_file(asked().text)
    return path.read_text(encoding="utf-8")


def plain(markdown: str) -> str:
    """Return a text without its marks and line breaks."""
    return " ".join(re.sub(r"[*`#_]", "", markdown).split())


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_text_never_changes(name: str) -> None:
    words = (ROOT / "artists_registry" / text_file(name)).read_bytes()
    assert hashlib.sha256(words).hexdigest() == PUBLISHED[name]
    assert b"\r" not in words


def test_every_text_in_the_folder_is_a_published_one() -> None:
    files = {path.name for path in (ROOT / "artists_registry/consent").iterdir()}
    assert files == {text_file(name).rpartition("/")[2] for name in PUBLISHED}
    assert asked().text in PUBLISHED


@pytest.mark.parametrize("what", SAID)
def test_the_consent_text_tells(what: str) -> None:
    assert SAID[what] in plain(text())


def test_the_printed_text_has_the_same_words() -> None:
    name = asked().text.replace("/", "-")
    sheet = read(ROOT / f"artists_registry/forms/{name}.html")
    words = re.sub(r"(?m)^(\d\.|-) ", "", text())
    assert plain(sheet.text.partition("(Athena)")[2]) == plain(words)
    assert sheet.addresses == []
    assert sheet.headings[0] == "h1"


def test_the_consent_text_asks_each_use_by_itself() -> None:
    section = text().partition("## 1.")[2].partition("## 2.")[0]
    assert re.findall(r"^(\d)\. \*\*", section, re.MULTILINE) == list("1234567")


def test_the_consent_text_is_in_short_sentences() -> None:
    sentences = re.split(r"(?<=[.?!:;])\s", plain(text()))
    lengths = [len(re.findall(r"[\w'-]+", one)) for one in sentences]
    assert sum(lengths) / len(lengths) < MEAN
    assert max(lengths) < LONGEST


def test_the_consent_text_uses_no_words_of_the_trade() -> None:
    foreign = r"\b(registry|TOML|hash|commit|repository|dataset|sha256|metadata|GDPR)\b"
    assert re.findall(foreign, text(), re.IGNORECASE) == []


def test_the_readme_invites_by_name_and_asks_for_no_proof() -> None:
    words = plain(README.read_text(encoding="utf-8"))
    assert "Women, non-binary and transgender artists of every culture" in words
    assert "It is an invitation, not a condition" in words
    assert "there is no field for gender" in words


def test_the_readme_shows_three_doors_and_the_way_back() -> None:
    page = README.read_text(encoding="utf-8")
    for door in ("*Offer your works*", "forms/offer.html", "athena registry new"):
        assert door in page
    for way in ("*Take my works back*", "forms/withdraw.html", "registry withdraw"):
        assert way in page
    assert "consent/athena-consent-1.en.md" in page


def test_the_readme_has_the_place_for_the_counts() -> None:
    page = README.read_text(encoding="utf-8")
    assert page.count("<!-- counts -->\n") == 1
    assert page.index("<!-- counts -->") < page.index("<!-- /counts -->")


def named() -> int:
    file = (ROOT / "artists_registry/stewards.toml").read_text(encoding="utf-8")
    return len(tomllib.loads(file).get("steward", ()))


def test_the_pages_say_how_many_stewards_there_are() -> None:
    said = [
        "no steward is named" in plain(path.read_text(encoding="utf-8").lower())
        for path in (README, GOVERNANCE, OWNERS)
    ]
    assert said == [named() == 0] * 3


def test_owners_are_real_people_or_nobody() -> None:
    lines = OWNERS.read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert bool(rules) == (named() >= 2)


@pytest.mark.parametrize(
    "rule",
    [
        "two stewards, each by themselves",
        "No program merges a consent",
        "No consent is active while fewer than two stewards are named",
        "For 14 days anybody can say what is wrong with it",
        "It never turns into a yes",
        "Nobody witnesses their own consent",
        "may ask for a second look",
        "rewrite the history",
        "does not open an issue that points at it",
    ],
)
def test_governance_says(rule: str) -> None:
    assert rule in plain(GOVERNANCE.read_text(encoding="utf-8"))
