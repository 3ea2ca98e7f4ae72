"""`athena registry new`: offer works, by answering questions in plain words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from athena_core.consent.doors.drafts import Draft
    from athena_core.consent.doors.handing import Handed
    from athena_core.consent.doors.offering import Answers

ANSWERS = "no|noncommercial|any"
OPTIONS: dict[str, tuple[str, str]] = {
    "credit_as": ("NAME", "The name to be credited by; any name you like."),
    "title": ("WORDS", "What the works are called together."),
    "holder": ("WHO", "Whose they are: artist, estate, publisher, institution."),
    "train": (ANSWERS, "May a model learn from them?"),
    "imitate": (ANSWERS, "May one be given as an example to follow?"),
    "share_model": (ANSWERS, "May a model that learned from them be passed on?"),
    "publish_outputs": (ANSWERS, "May pieces of such a model be published?"),
    "show_work": (ANSWERS, "May the works themselves be shown?"),
    "redistribute_work": (ANSWERS, "May copies of the works be passed on?"),
    "keep_fingerprint": (ANSWERS, "May hashes stay after a withdrawal?"),
    "single_works": ("TEXT", "Works that get less: '2: train=no; 3: show_work=no'."),
    "expires": ("DAY", "The last day of the yes; ten years at most."),
    "territory": ("PLACES", "Everywhere, or countries such as EE,DE."),
    "min_pool_artists": ("NUMBER", "Only together with others: makers in all."),
    "credit": ("HOW", "Whether the name is shown: required, welcome, withheld."),
    "name_as_prompt": ("yes|no", "May the name be a word that steers a model?"),
    "about": ("WORDS", "Some words about the maker or the works."),
    "pronouns": ("WORDS", "Pronouns."),
    "works_at": ("PLACES", "Where the real works hang: 'A museum https://...; ...'."),
    "homepage": ("URL", "A page of your own."),
    "contact": ("HOW", "via-stewards, github-issue or homepage."),
    "living": ("HOW", "living, deceased or unknown."),
    "died": ("YEAR", "When the maker died."),
    "died_source": ("URL", "The page that says so."),
    "about_source": ("URL", "Where words about a dead maker come from."),
    "id": ("ID", "For a maker who died; that of the living is drawn."),
    "licence": ("SPDX", "Works under an open licence, instead of a consent."),
    "licence_evidence": ("URL", "The page on which the holder says so."),
    "signing_key": ("FILE|LINE", "The public SSH key (ed25519) to sign with."),
    "witnesses": ("NUMBERS", "Two stewards' GitHub accounts (with --witnessed)."),
    "github_id": ("NUMBER", "The number of your GitHub account."),
}
TICKS = {
    "adult": "The maker is an adult.",
    "read_text": "The consent text was read and is agreed to.",
}
ASKED = (*list(OPTIONS)[:21], *TICKS, "works")
"""The questions that every door asks; the forms' test compares them."""


def _options() -> list[click.Parameter]:
    spelled = {key: f"--{key.replace('_', '-')}" for key in (*OPTIONS, *TICKS)}
    return [
        click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path)),
        *(
            click.Option([spelled[key], key], metavar=meta, help=text)
            for key, (meta, text) in OPTIONS.items()
        ),
        *(
            click.Option([spelled[key], key], is_flag=True, default=None, help=text)
            for key, text in TICKS.items()
        ),
        click.Option(["--work-title"], multiple=True, help="One a file, in order."),
        click.Option(["--year"], multiple=True, help="One a file, in order."),
        click.Option(["--location"], multiple=True, help="An address a file."),
        click.Option(
            ["--witnessed"],
            is_flag=True,
            help="For stewards: type in a printed sheet; two of you sign.",
        ),
        click.Option(
            ["--answers", "answers_file"],
            type=click.Path(path_type=Path),
            help="Take the answers from a JSON file; nothing is asked.",
        ),
        click.Option(["--no-questions"], is_flag=True, help="Left out means no."),
        click.Option(
            ["--folder"],
            type=click.Path(path_type=Path),
            default=Path("artists_registry"),
            show_default=True,
            help="The registry's folder.",
        ),
        click.Option(
            ["--keep-in"],
            type=click.Path(path_type=Path),
            help="Where receipt and statement go; outside the registry.",
        ),
        click.Option(["--json", "machine"], is_flag=True, help="Write JSON."),
    ]


def _new(
    files: tuple[Path, ...],
    *,
    witnessed: bool,
    answers_file: Path | None,
    no_questions: bool,
    folder: Path,
    keep_in: Path | None,
    machine: bool,
    **given: Any,
) -> None:
    from athena_core.cli.asking import today
    from athena_core.consent.doors import drafts
    from athena_core.consent.doors.handing import hand
    from athena_core.run.measuring import measured

    _there(folder)
    values = _told(files, answers_file, witnessed=witnessed, given=given)
    text = drafts.words(folder)
    quiet = no_questions or answers_file is not None
    answers = _answered(values, text.decode(errors="replace"), quiet=quiet)
    draft = drafts.draft(
        answers,
        [measured(Path(one.file).expanduser()) for one in answers.works],
        on=today(),
        text=text,
    )
    handed = hand(draft, folder, keep_in)
    _report(draft, answers, handed, machine=machine)


def _there(folder: Path) -> None:
    from athena_core.errors import InputError

    if not folder.is_dir():
        raise InputError(
            f"there is no folder {folder} here; run this in a checkout of Athena, or "
            "name the registry's folder with --folder",
        )


def _told(
    files: tuple[Path, ...],
    answers_file: Path | None,
    *,
    witnessed: bool,
    given: dict[str, Any],
) -> dict[str, Any]:
    """Return what options and a file of answers say; an option goes before the file."""
    from athena_core.files import read_json

    values: dict[str, Any] = read_json(answers_file) if answers_file else {}
    titles, years, locations = (
        given.pop(key) for key in ("work_title", "year", "location")
    )
    values |= {key: value for key, value in given.items() if value is not None}
    if witnessed:
        values["proof"] = "stewards"
    if files:
        values["works"] = [
            {"file": str(file)}
            | ({"title": titles[place]} if place < len(titles) else {})
            | ({"year": years[place]} if place < len(years) else {})
            | ({"locations": [locations[place]]} if place < len(locations) else {})
            for place, file in enumerate(files)
        ]
    return values


def _answered(values: dict[str, Any], text: str, *, quiet: bool) -> Answers:
    from athena_core.cli.registry import prompts
    from athena_core.consent.doors import offering

    if isinstance(key := values.get("signing_key"), str):
        values["signing_key"] = prompts.key_line(key)
    works = values.setdefault("works", [])
    if quiet:
        values["works"] = [_titled(work) for work in works]
    else:
        prompts.ask_works(works)
        for key in set(values) & {*OPTIONS, *TICKS}:
            values[key] = offering.answer(key, values[key])
        prompts.ask_all(values, text)
    return offering.answers(values)


def _titled(work: Any) -> Any:
    """Give a work without a title its file's name for one."""
    from athena_core.cli.registry import prompts

    if not isinstance(work, dict) or not isinstance(work.get("file"), str):
        return work
    return {"title": prompts.stem(work["file"]), **work}


def _report(
    draft: Draft,
    answers: Answers,
    handed: Handed,
    *,
    machine: bool,
) -> None:
    from athena_core.cli import show
    from athena_core.consent.doors.receipt import receipt

    lines = handed.signing("YOUR_KEY" if answers.proof == "key" else "STEWARDS_KEY")
    if machine:
        show.as_json(
            {
                "id": draft.entry.id,
                "entry": str(handed.entry),
                "receipt": handed.receipt and str(handed.receipt),
                "statement": handed.statement and str(handed.statement),
                "sign": lines,
            },
        )
        return
    # A steward types for somebody else, whose code is not theirs to see.
    theirs = answers.proof == "stewards"
    show.write(receipt(draft.entry, None if theirs else draft.code), ids=True)
    show.say(f"The entry, to be sent in:  {handed.entry}")
    if handed.receipt:
        show.say(f"The receipt with the code: {handed.receipt}")
    if handed.receipt and theirs:
        show.say("Print it unread, give it to whoever it is for, and delete the file.")
    _next(answers, lines)


def _next(answers: Answers, lines: list[str]) -> None:
    from athena_core.cli import show
    from athena_core.text import visible

    if lines:
        whose = "your private key" if answers.proof == "key" else "each steward's key"
        show.say(f"\nSign it, with {whose}:")
        for line in lines:  # whole, however narrow the screen: they are copied
            click.echo(f"  {visible(line)}", err=True)
    show.say(
        "\nThen look it over with `athena registry check`, and send it in as a pull "
        "request. It waits for review; nothing becomes active by itself.",
    )


new = click.Command(
    "new",
    callback=_new,
    params=_options(),
    help="Offer works: answer questions in plain words, get an entry and a receipt.",
)
