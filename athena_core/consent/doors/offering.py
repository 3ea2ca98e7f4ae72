"""What somebody who offers works is asked, as answers that were checked one by one.

The same answers come from questions at a prompt, from options, from a file, or from a
sheet of paper that a steward types in. No answer is repeated in a refusal, since it may
be the private thing itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from athena_core.consent.doors.questions import answers as uses
from athena_core.consent.doors.questions import questions
from athena_core.consent.doors.typed import (
    Accounts,
    Key,
    Maybe,
    Places,
    links,
    singles,
    tidy,
)
from athena_core.consent.entry import Link
from athena_core.consent.fields import (
    Account,
    Line,
    Location,
    Paragraph,
    Slug,
    Title,
    Year,
)
from athena_core.consent.uses import Permission, Permits
from athena_core.errors import InputError

ENOUGH = 2
"""Stewards who witness a consent, at least."""
IN_PLAIN_WORDS = {
    "date": "answer with a day, such as 2031-05-03",
    "int": "answer with a whole number",
    "bool": "answer yes or no",
    "extra": "this is not among the questions",
    "missing": "an answer is needed",
}
"""What to answer instead, by the first word of pydantic's kind of fault."""


class Answered(BaseModel):
    """Base of answers: whatever was not asked for is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Less(Answered):
    """A work that gets less than the others."""

    work: int
    """Its place among the works, from 1."""
    permits: Permits


class Offered(Answered):
    """One work: where its file lies, and what it is called."""

    file: str
    title: Title
    year: Annotated[Year | None, Maybe] = None
    locations: tuple[Location, ...] = ()
    """Public addresses where the work can be had, if there are any."""


class Answers(Answered):
    """All answers of somebody who offers works; most have the name of the question."""

    credit_as: Line
    adult: bool = False
    title: Title = "Works"
    works: tuple[Offered, ...] = Field(min_length=1)
    holder: Literal["artist", "estate", "publisher", "institution"] = "artist"
    train: Permission = "no"
    imitate: Permission = "no"
    share_model: Permission = "no"
    publish_outputs: Permission = "no"
    show_work: Permission = "no"
    redistribute_work: Permission = "no"
    keep_fingerprint: Permission = "no"
    single_works: Annotated[tuple[Less, ...], BeforeValidator(singles)] = ()
    expires: Annotated[dt.date | None, Maybe] = None
    """Five years from now, if left out."""
    territory: Places = "worldwide"
    min_pool_artists: Annotated[int | None, Field(ge=1, le=1000), Maybe] = None
    credit: Literal["required", "welcome", "withheld"] = "required"
    name_as_prompt: Literal["no", "yes"] = "no"
    about: Annotated[Paragraph | None, Maybe] = None
    pronouns: Annotated[Line | None, Maybe] = None
    works_at: Annotated[tuple[Link, ...], BeforeValidator(links)] = ()
    homepage: Annotated[Location | None, Maybe] = None
    contact: Literal["via-stewards", "github-issue", "homepage"] = "via-stewards"
    read_text: bool = False
    """Whether the consent's words were read and agreed to."""
    living: Literal["living", "deceased", "unknown"] | None = None
    """Living, unless an heir speaks."""
    died: Annotated[Year | None, Maybe] = None
    died_source: Annotated[Location | None, Maybe] = None
    about_source: Annotated[Location | None, Maybe] = None
    id: Annotated[Slug | None, Maybe] = None
    """Only for makers who have died; that of the living is drawn and has no name."""
    licence: Annotated[Line | None, Maybe] = None
    """For works under an open licence: no consent is asked for, and none is given."""
    licence_evidence: Annotated[Location | None, Maybe] = None
    proof: Literal["key", "stewards"] = "key"
    signing_key: Annotated[Key | None, Maybe] = None
    witnesses: Accounts = ()
    github_id: Annotated[Account | None, Maybe] = None

    @property
    def consents(self) -> bool:
        """Whether a consent is given, and not a licence pointed at."""
        return self.licence is None

    @property
    def lives(self) -> Literal["living", "deceased", "unknown"]:
        """Whether the maker lives, as far as the answers tell."""
        return self.living or ("deceased" if self.holder == "estate" else "living")

    @model_validator(mode="after")
    def _together(self) -> Self:
        faults = [*self._of_person(), *(self._of_yes() if self.consents else ())]
        if self.licence and not self.licence_evidence:
            faults.append(
                "licence_evidence is needed: the page on which the holder says so",
            )
        known = range(1, len(self.works) + 1)
        if any(one.work not in known for one in self.single_works):
            faults.append("single_works names a work that is not among them")
        if faults:
            raise ValueError(faults[0])
        return self

    def _of_person(self) -> Iterator[str]:
        if self.lives != "deceased":
            if not self.adult:
                yield "adult: this registry takes no works by minors"
            if self.id:
                yield "an id is drawn for makers who may be living; leave it out"
        elif not (self.died and self.died_source):
            yield (
                "died and died_source are needed: the year in which the maker died, "
                "and a page that says so"
            )

    def _of_yes(self) -> Iterator[str]:
        if not self.read_text:
            yield "read_text: nothing is offered before the consent text is agreed to"
        if self.proof == "key" and not self.signing_key:
            yield (
                "signing_key is needed: your SSH key's public line; without a key, two "
                "stewards can witness your yes (--witnessed)"
            )
        if self.proof == "stewards" and len(set(self.witnesses)) < ENOUGH:
            yield (
                "witnesses are needed: the numbers of the GitHub accounts of two "
                "stewards"
            )


def answer(key: str, value: Any) -> Any:
    """Return one answer checked. Raises `InputError` with one sentence, unquoted."""
    return _alone(Answers, key, _by_words(key, value))


def _by_words(key: str, value: Any) -> Any:
    """Return what the words of an answer stand for, as they are read on paper."""
    if not isinstance(value, str):
        return value
    known = {one.id: one for one in questions("offer")}
    asked = known.get(key)
    choices = () if asked is None else asked.choices
    if asked is not None and asked.kind == "use":
        choices = uses()
    words = " ".join(value.split())
    return next((one.value for one in choices if one.words == words), value)


def of_work(key: str, value: Any) -> Any:
    """Return one answer about a work checked. Raises `InputError`, as `answer` does."""
    return _alone(Offered, key, value)


def _alone(model: type[Answered], key: str, value: Any) -> Any:
    field = model.model_fields[key]
    kind: Any = field.annotation
    for one in field.metadata:
        kind = Annotated[kind, one]
    try:
        return TypeAdapter(kind).validate_python(tidy(value))
    except ValidationError as error:
        raise InputError(_said(error)) from None


def answers(values: dict[str, Any]) -> Answers:
    """Return all answers checked. Raises `InputError` naming the question at fault."""
    given = {
        key: _by_words(key, value)
        for key, value in tidy(values).items()
        if value not in ("", None)  # left empty, as on paper
    }
    try:
        return Answers.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        known = [str(part) for part in first["loc"]]
        place = ".".join(part for part in known if part in Answers.model_fields)
        raise InputError(f"{place or 'the answers'}: {_said(error)}") from None


def _said(error: ValidationError) -> str:
    """Return the first fault in words, without what was answered."""
    first = error.errors(include_url=False, include_input=False, include_context=False)
    kind, message = first[0]["type"], first[0]["msg"]
    plain = IN_PLAIN_WORDS.get(kind.partition("_")[0])
    return plain or message.replace("Input should be", "answer").removeprefix(
        "Value error, ",
    )
