"""Questions put to a person at a prompt, in the words that every door uses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from athena_core.errors import InputError, RefusedError

if TYPE_CHECKING:
    from athena_core.consent.doors.questions import Question

LEARNING = ("train", "share_model", "publish_outputs")
OF_A_YES = (
    *("expires", "territory", "min_pool_artists", "credit", "name_as_prompt"),
    "read_text",
)
"""What only a consent is asked for; a licence says it by itself."""

MORE: dict[str, tuple[str, str]] = {
    "living": (
        "Is the person who made the works living?",
        "Answer living, deceased or unknown.",
    ),
    "died": ("In which year did the person die?", ""),
    "died_source": ("Which page says so?", "An address that begins with https."),
    "about_source": (
        "Where do these words come from?",
        "What is said about somebody who died needs its source.",
    ),
    "licence_evidence": (
        "On which page does the holder say that the licence is so?",
        "An address that begins with https.",
    ),
    "witnesses": (
        "Which two stewards witness it?",
        "The numbers of their GitHub accounts.",
    ),
    "signing_key": (
        "With which SSH key will you sign?",
        (
            "The .pub file of an ed25519 key, or its line. No key? Leave with Ctrl-C "
            "and use the printed sheet: two stewards can witness your yes."
        ),
    ),
    "github_id": (
        "What is the number of your GitHub account?",
        (
            "Only if you have one: that account may then change the entry. "
            "https://api.github.com/users/NAME shows it as id. Enter leaves it out."
        ),
    ),
}
"""What the command alone asks, since only here it is decided how a yes is shown."""

HERE = {
    "single_works": "Here by place and use, such as 2: train=no; 3: show_work=no",
    "works_at": "Here as words and an address: A museum https://...; A book ...",
    "territory": "Countries by two letters, such as EE, DE",
}
"""How the command wants to be answered, where paper takes any words."""


def ask_all(values: dict[str, Any], text: str) -> None:
    """Ask what is not answered yet, and put each answer into `values`.

    `text` is the consent text, which is shown before it is agreed to.
    """
    from athena_core.consent.doors.questions import questions

    for question in questions("offer"):
        if question.id not in values and _matters(question.id, values):
            values[question.id] = _asked(question, text)
            _ask_after(question.id, values)
    for key in ("licence_evidence", "witnesses", "signing_key", "github_id"):
        if _matters(key, values):
            _ask_more(key, values)


def _ask_after(key: str, values: dict[str, Any]) -> None:
    """Ask what one answer brings up."""
    if key == "holder":
        if values["holder"] in {"publisher", "institution"}:
            _ask_more("living", values)
        if _deceased(values):
            _ask_more("died", values)
            _ask_more("died_source", values)
    elif key == "about" and values["about"] and _deceased(values):
        _ask_more("about_source", values)


def _deceased(values: dict[str, Any]) -> bool:
    usual = "deceased" if values.get("holder") == "estate" else "living"
    return bool(values.get("living", usual) == "deceased")


def _matters(key: str, values: dict[str, Any]) -> bool:
    """Whether a question can change anything after what was answered."""
    licensed = bool(values.get("licence"))
    witnessed = values.get("proof") == "stewards"
    learned = any(values.get(use, "no") != "no" for use in LEARNING)
    rules: dict[str, bool] = {
        "works": False,
        "adult": not _deceased(values),
        "pronouns": not _deceased(values),
        "single_works": len(values.get("works", ())) > 1,
        "min_pool_artists": learned,
        "name_as_prompt": learned,
        "licence_evidence": licensed,
        "signing_key": not licensed and not witnessed,
        "witnesses": not licensed and witnessed,
    }
    return rules.get(key, True) and not (licensed and key in OF_A_YES)


def _asked(question: Question, text: str) -> Any:
    from athena_core.cli import show
    from athena_core.consent.doors.questions import answers

    show.say(f"\n{question.ask}\n  {question.help}")
    if hint := HERE.get(question.id):
        show.say(f"  {hint}")
    if question.kind == "tick":
        return _ticked(question, text)
    choices = answers() if question.kind == "use" else question.choices
    for choice in choices:
        show.say(f"  {choice.value}: {choice.words}")
    return typed(_checked(question.id), _usual(question))


def _ticked(question: Question, text: str) -> bool:
    """Take a yes; a no ends everything before anything is written."""
    from athena_core.cli import show

    if question.id == "read_text":
        show.say(f"\nThese are the words:\n\n{text}")
    if click.confirm(question.tick or "Yes?", default=None, err=True):
        return True
    raise RefusedError("then nothing is offered, and nothing was written")


def _usual(question: Question) -> str | None:
    """Return what an empty answer means, or None where there must be one."""
    from athena_core.cli.asking import today
    from athena_core.consent.doors.drafts import YEARS
    from athena_core.consent.rights import years_after

    usual = {
        "expires": str(years_after(today(), YEARS)),
        "territory": "everywhere",
        "holder": "artist",
        "credit": "required",
    }
    if question.required:
        return usual.get(question.id)
    known = {choice.value for choice in question.choices} | {"no"}
    return question.empty if question.empty in known else ""


def _ask_more(key: str, values: dict[str, Any]) -> None:
    from athena_core.cli import show

    if values.get(key) is not None:
        return
    ask, help_ = MORE[key]
    show.say(f"\n{ask}" + (f"\n  {help_}" if help_ else ""))
    usual = "" if key == "github_id" else None
    values[key] = typed(_checked(key), usual)


def _checked(key: str) -> Callable[[str], Any]:
    """Return what takes an answer, and asks again with a sentence if it is none."""
    from athena_core.consent.doors.offering import answer

    def check(given: str) -> Any:
        try:
            return answer(key, key_line(given) if key == "signing_key" else given)
        except InputError as error:
            raise click.UsageError(str(error)) from None

    return check


def typed(check: Callable[[str], Any], usual: str | None) -> Any:
    """Take a line; it goes to stderr that one is waited for, as all talk does."""
    from athena_core.text import visible

    return click.prompt(
        f"[{visible(usual)}]" if usual else "",
        prompt_suffix="> ",
        default=usual,
        show_default=False,
        value_proc=check,
        err=True,
    )


def key_line(text: str) -> str:
    """Return the line of a public key, of the line itself or of its file's name."""
    from pathlib import Path

    path = Path(text).expanduser()
    if text.startswith("ssh-") or path.suffix != ".pub":
        return text
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{path} can't be read: give your key's .pub file") from None


def ask_works(works: list[dict[str, Any]]) -> None:
    """Ask for each work's title, year and address; without works, for their files."""
    from athena_core.cli import show

    if not works:
        show.say("\nWhich works are they? Give each file; Enter ends.")
        while file := typed(_file, ""):
            works.append({"file": file})
    for work in works:
        show.say(f"\n{work['file']}")
        for key, ask, usual in (
            ("title", "its title", stem(work["file"])),
            ("year", "the year, if you like", ""),
            ("locations", "where it can be had on the web, if anywhere", ""),
        ):
            if key not in work:
                show.say(f"  {ask}")
                work[key] = typed(_part(key), usual)


def _file(given: str) -> str:
    from pathlib import Path

    name = given.strip()
    if name and not Path(name).expanduser().is_file():
        raise click.UsageError("there is no such file")
    return name


def stem(file: str) -> str:
    """Return the title that a file's name suggests."""
    from pathlib import Path

    return Path(file).stem.replace("_", " ").replace("-", " ")


def _part(key: str) -> Callable[[str], Any]:
    from athena_core.consent.doors.offering import of_work

    def check(given: str) -> Any:
        try:
            return of_work(key, given.split() if key == "locations" else given)
        except InputError as error:
            raise click.UsageError(str(error)) from None

    return check
