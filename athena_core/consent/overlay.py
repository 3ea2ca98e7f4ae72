"""What a user says of works of their own: private, local, and kept apart.

One file a dataset under `ATHENA_HOME/registry/own/`. Nothing sends it anywhere. It is a
claim that nobody has checked, or the honest answer that refuses: somebody else's, and
I have not asked.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import StringConstraints, ValidationError, model_validator

from athena_core import files
from athena_core.consent.fields import Line, Slug, Strict
from athena_core.errors import InputError, NotFoundError
from athena_core.formats import newer
from athena_core.library import home
from athena_core.protocols import Right

SCHEMA: Literal["athena.declaration/1"] = "athena.declaration/1"
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NOT_ASKED = "they are somebody else's, and nobody has asked yet"
MINE = "I made them"
Answer = Literal["mine", "open-licence", "public-domain", "not-asked"]
IN_WORDS: dict[Answer, str] = {
    "mine": "mine: I made them",
    "open-licence": "under an open licence",
    "public-domain": "copyright has run out",
    "not-asked": "somebody else's, and I have not asked",
}


class Declaration(Strict):
    """A dataset of the user's, and by what right they say it may be used."""

    schema_: Literal["athena.declaration/1"]
    name: Slug
    source: Annotated[str, StringConstraints(min_length=1, max_length=4096)]
    """The dataset as it is named elsewhere: a folder, or `wikiart:PATH`."""
    right: Answer
    because: Line
    """Goes with every model that learns from the works, so it holds no contact."""
    licence: Line | None = None
    maker: Line | None = None
    """Who made the works, where nothing beside them says so."""
    declared: dt.date

    @model_validator(mode="after")
    def _licensed(self) -> Self:
        if (self.right == "open-licence") != (self.licence is not None):
            raise ValueError(
                "a licence belongs to right 'open-licence', and only to it"
            )
        return self

    @property
    def basis(self) -> Right:
        """Return the right for a work of which nothing else is known."""
        if self.right == "mine":
            return Right(basis="own", because=self.because)
        return Right(
            basis=self.right,
            because=self.because,
            licence=self.licence or "",
        )


def folder() -> Path:
    """Return where the declarations lie."""
    return home.home() / "registry" / "own"


def declare(
    name: str,
    source: str,
    right: str,
    *,
    because: str,
    maker: str,
    on: dt.date,
) -> Declaration:
    """Make a declaration; `right` is `mine`, `public-domain`, `not-asked` or a licence.

    Raises `InputError` saying which part is wrong, without repeating it.
    """
    if not NAME.fullmatch(name) or len(name) > 64:  # noqa: PLR2004 - as a Slug
        raise InputError(
            f"{name!r} cannot name a dataset; use lower-case letters, digits and "
            "single hyphens, such as 'my-garden'",
        )
    answer, licence = _answer(right)
    reasons = {"mine": MINE, "not-asked": NOT_ASKED}
    content: dict[str, Any] = {
        "schema_": SCHEMA,
        "name": name,
        "source": source,
        "right": answer,
        "because": because.strip() or reasons.get(answer, ""),
        "licence": licence,
        "maker": maker.strip() or None,
        "declared": on,
    }
    try:
        return Declaration(**content)
    except ValidationError as error:
        raise InputError(f"this cannot be declared: {_first(error)}") from None


def _answer(right: str) -> tuple[Answer, str | None]:
    plain = {"own": "mine"}.get(right.strip(), right.strip())
    if plain in ("mine", "public-domain", "not-asked"):
        return plain, None  # type: ignore[return-value]
    try:
        return "open-licence", canonicalize_license_expression(plain)
    except InvalidLicenseExpression:
        raise InputError(
            f"{right!r} is no right known here: write mine, public-domain, not-asked, "
            "or an SPDX licence such as CC-BY-4.0",
        ) from None


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    place = ".".join(str(part) for part in found[0]["loc"])
    said = found[0]["msg"].removeprefix("Value error, ")
    return f"{place}: {said}" if place else said


def keep(declaration: Declaration) -> Path:
    """Write a declaration into its file. Raises `InputError` when there is one."""
    import tomlkit  # noqa: PLC0415 - 30 ms that reading can spare

    path = folder() / f"{declaration.name}.toml"
    if path.exists():
        raise InputError(
            f"there is a declaration {declaration.name!r} already; `athena datasets "
            f"forget {declaration.name}` takes it back",
        )
    content = declaration.model_dump(exclude_none=True)
    text = tomlkit.document()
    text.add(tomlkit.comment("Yours alone; it never leaves this machine."))
    text.update({"schema": content.pop("schema_"), **content})
    files.write_bytes(path, tomlkit.dumps(text).encode())
    return path


def names() -> list[str]:
    """Return the names that have a declaration; reads no file."""
    return sorted(path.stem for path in folder().glob("*.toml") if path.is_file())


def find(name: str) -> Declaration | None:
    """Return the declaration of that name, or None.

    Raises `InputError` when its file is none.
    """
    path = folder() / f"{name}.toml"
    return _read(path) if name in names() else None


def listing() -> Iterator[Declaration | InputError]:
    """Yield every declaration, or what is wrong with its file."""
    for name in names():
        try:
            yield _read(folder() / f"{name}.toml")
        except InputError as error:
            yield error


def _read(path: Path) -> Declaration:
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8"))
        content["schema_"] = content.pop("schema", None)
        if sentence := newer(content["schema_"], SCHEMA):
            raise InputError(f"{path} {sentence}")
        found = Declaration(**content)
    except ValidationError as error:
        raise InputError(f"{path} is no declaration: {_first(error)}") from None
    except (OSError, ValueError, TypeError, RecursionError):
        raise InputError(f"{path} is not a readable TOML file") from None
    if found.name != path.stem:
        raise InputError(f"{path} declares another name; it must be NAME.toml")
    return found


def forget(name: str) -> Path:
    """Delete a declaration; the works and the models stay where they are.

    Raises `NotFoundError` with the nearest name when there is none.
    """
    known = names()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise NotFoundError(f"there is no declaration {name!r}{hint}")
    path = folder() / f"{name}.toml"
    path.unlink()
    return path
