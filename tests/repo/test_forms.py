"""The three doors: a form on GitHub, a printed sheet, a command. They ask the same."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from athena_core.cli.registry import new
from athena_core.consent.doors.questions import Question, answers, asked, questions
from athena_core.consent.doors.receipt import ANSWERS
from athena_core.consent.entry import Entry
from athena_core.consent.uses import ORDER, USES
from athena_core.consent.wording import problems
from tests.repo.pages import ROOT
from tests.repo.sheets import printed, read

FORMS = {
    "offer": ROOT / ".github/ISSUE_TEMPLATE/offer-your-works.yml",
    "withdraw": ROOT / ".github/ISSUE_TEMPLATE/withdraw.yml",
}
SHEETS = {
    "offer": (ROOT / "artists_registry/forms/offer.html", 2),
    "withdraw": (ROOT / "artists_registry/forms/withdraw.html", 1),
}
OFFER, WITHDRAW = questions("offer"), questions("withdraw")
DOORS = ("offer", "withdraw")
PLAIN = 30
"""Words that a sentence in a form has at most."""


def on_github(form: str) -> dict[str, list[str]]:
    """Return the questions of an issue form with the answers to choose from."""
    found: dict[str, list[str]] = {}
    for line in FORMS[form].read_text(encoding="utf-8").splitlines():
        if line.startswith("    id: "):
            found[line.removeprefix("    id: ")] = []
        elif option := re.fullmatch(r'        - (?:label: )?(".*")', line):
            found[list(found)[-1]].append(json.loads(option[1]))
    return found


def choices(question: Question) -> list[str]:
    """Return the answers a person can choose from; a tick has one."""
    if question.tick:
        return [question.tick]
    given = answers() if question.kind == "use" else question.choices
    return [one.words for one in given]


def test_the_forms_are_what_the_questions_say() -> None:
    done = subprocess.run(
        [sys.executable, "docs/forms", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


# --- the three doors ask the same ---------------------------------------------------


@pytest.mark.parametrize("form", DOORS)
def test_the_form_on_github_asks_every_question_and_no_other(form: Any) -> None:
    wanted = {one.id: choices(one) for one in questions(form)}
    assert on_github(form) == wanted
    assert list(on_github(form)) == [one.id for one in questions(form)]


def test_the_sheet_asks_every_question_and_no_other() -> None:
    fields = read(SHEETS["offer"][0]).names
    on_sheet = dict.fromkeys(re.sub(r"-\d.*", "", name) for name in fields)
    assert list(on_sheet) == [one.id for one in OFFER]


def test_the_sheet_for_taking_back_asks_for_entry_and_code_only() -> None:
    sheet = read(SHEETS["withdraw"][0])
    assert {re.sub(r"-\d.*", "", name) for name in sheet.names} == {"entry"}
    assert sheet.tags.count("i") == 32, "a box for each letter of a code"


@pytest.mark.parametrize("form", DOORS)
def test_the_sheet_uses_the_same_words_as_the_form(form: Any) -> None:
    sheet = read(SHEETS[form][0])
    text = " ".join(sheet.text.split())
    github = FORMS[form].read_text(encoding="utf-8")
    for one in questions(form):
        assert one.ask in text
        assert one.help in text
        assert one.ask in github
        assert one.help in github
        assert all(words in text for words in choices(one))


def test_a_sheet_offers_exactly_the_values_that_an_entry_knows() -> None:
    sheet = read(SHEETS["offer"][0])
    for one in OFFER:
        boxes = [
            field["value"]
            for field in sheet.fields
            if field["name"] == one.id and field["type"] == "radio"
        ]
        wanted = answers() if one.kind == "use" else one.choices
        assert boxes == [choice.value for choice in wanted]


def test_the_command_asks_the_same_as_the_other_doors() -> None:
    assert sorted(new.ASKED) == sorted(one.id for one in OFFER)


# --- the questions fit the entry ----------------------------------------------------


def test_every_one_of_the_seven_uses_is_asked_by_itself() -> None:
    uses = [one for one in OFFER if one.kind == "use"]
    assert tuple(one.id for one in uses) == USES
    assert all(one.field == f"permits.{one.id}" for one in uses)
    assert all(one.empty == "no" for one in uses), "left empty means no"
    assert tuple(one.value for one in answers()) == ORDER


def test_the_answers_are_the_words_of_the_receipt() -> None:
    assert {one.value: one.words for one in answers()} == ANSWERS


def reached(model: Any, way: str) -> Any:
    """Return the annotation at the end of a way through an entry's models."""
    for part in way.split("."):
        fields = next(one.model_fields for one in _models(model))
        model = fields[part].annotation
    return model


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models inside an annotation, be they optional or in a tuple."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for one in get_args(annotation) for found in _models(one)]


def _literals(annotation: Any) -> set[str]:
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    if get_origin(annotation) in {Union, UnionType}:
        return {found for one in get_args(annotation) for found in _literals(one)}
    return set()


@pytest.mark.parametrize("question", [*OFFER, *WITHDRAW], ids=lambda one: str(one.id))
def test_every_answer_has_a_place_in_an_entry(question: Question) -> None:
    annotation = reached(Entry, question.field)
    if question.kind == "choice":
        known = _literals(annotation) - {"none"}  # holder of what nobody holds
        assert {one.value for one in question.choices} == known


@pytest.mark.parametrize("question", [*OFFER, *WITHDRAW], ids=lambda one: str(one.id))
def test_a_question_is_plain_and_says_what_no_answer_means(question: Question) -> None:
    assert question.required == (question.empty is None)
    for text in (question.ask, question.help):
        assert problems(text, maximum=250) == []
        assert all(len(one.split()) <= PLAIN for one in re.split(r"[.?:;] ", text))


def test_nobody_is_asked_who_they_are_or_how_they_can_be_reached() -> None:
    for one in [*OFFER, *WITHDRAW]:
        words = f"{one.id} {one.ask}".lower()
        assert not re.search(r"gender|woman|sex\b|e-?mail|phone|address|reason", words)


def test_the_yes_is_to_the_text_that_lies_in_the_registry() -> None:
    name = asked().text.replace("/", "-")
    assert (ROOT / f"artists_registry/consent/{name}.md").is_file()
    assert asked().text in next(one.help for one in OFFER if one.id == "read_text")


# --- the form on GitHub -------------------------------------------------------------


@pytest.mark.parametrize("form", DOORS)
def test_a_form_warns_that_it_is_public(form: str) -> None:
    text = FORMS[form].read_text(encoding="utf-8")
    assert "**This page is public" in text
    assert "write no e-mail, no telephone number and no address" in text


def test_taking_back_asks_for_no_reason() -> None:
    assert list(on_github("withdraw")) == ["entry", "code"]
    text = FORMS["withdraw"].read_text(encoding="utf-8")
    assert text.count("required: true") == 1, "only which works"
    assert "You need give no reason" in text


@pytest.mark.parametrize("form", DOORS)
def test_no_answer_in_a_form_is_read_as_a_boolean(form: str) -> None:
    text = FORMS[form].read_text(encoding="utf-8")
    assert not re.search(r"^ +- (no|yes|on|off)\b", text, re.MULTILINE | re.IGNORECASE)
    labels = re.findall(r"^      label: (.+)$", text, re.MULTILINE)
    assert len(set(labels)) == len(labels), "GitHub refuses two equal labels"


# --- the sheet ----------------------------------------------------------------------


@pytest.mark.parametrize("form", DOORS)
def test_a_sheet_is_one_file_that_needs_nothing_else(form: str) -> None:
    path, pages = SHEETS[form]
    sheet = read(path)
    assert sheet.pages == pages
    assert sheet.addresses == []
    assert {"script", "img", "link", "iframe", "form"}.isdisjoint(sheet.tags)
    assert "url(" not in sheet.styles
    assert "@import" not in sheet.styles
    assert "size: A4" in sheet.styles
    assert path.stat().st_size < 30_000


@pytest.mark.parametrize("form", DOORS)
def test_a_sheet_can_be_read_by_everybody(form: str) -> None:
    sheet = read(SHEETS[form][0])
    assert sheet.language == "en"
    assert sheet.nameless == []
    assert sheet.headings[0] == "h1"
    assert sheet.headings.count("h1") == 1
    sizes = re.findall(r"([\d.]+)pt", sheet.styles)
    assert min(map(float, sizes)) >= 8
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", sheet.styles.partition("@media")[0]))
    assert colours == {"#000", "#fff"}, "black on white"


@pytest.mark.parametrize("form", DOORS)
def test_a_sheet_prints_on_as_many_pages_as_it_says(form: str, tmp_path: Path) -> None:
    path, pages = SHEETS[form]
    pdf = printed(path, tmp_path)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == pages
    assert set(re.findall(rb"/MediaBox\s*\[([^]]*)\]", pdf)) == {
        b"0 0 594.95996 841.91998"
    }
