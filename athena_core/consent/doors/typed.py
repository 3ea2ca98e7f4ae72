"""What people type or write on paper, turned into the values of an entry."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

from athena_core.consent.fields import Account, Country
from athena_core.consent.proof.sshsig import SignatureError, read_key

WORLDWIDE = "worldwide"
COUNTRY = re.compile("[A-Z]{2}")


def _blank(value: Any) -> Any:
    """Return None for an answer that was left empty."""
    return None if isinstance(value, str) and not value.strip() else value


def _key(value: Any) -> Any:
    """Drop the remark after a key, which often is an e-mail address."""
    return " ".join(value.split()[:2]) if isinstance(value, str) else value


def _usable(line: str) -> str:
    try:
        read_key(line)
    except SignatureError as error:
        raise ValueError(str(error)) from None
    return line


def _parted(value: Any) -> Any:
    """Return what stands between commas or blanks, as people write lists."""
    return value.replace(",", " ").split() if isinstance(value, str) else value


def _places(value: Any) -> Any:
    """Return `worldwide` or countries in capitals, sorted out of a line of text."""
    if not isinstance(value, str):
        return value
    if value.strip().lower() in {WORLDWIDE, "everywhere"}:
        return WORLDWIDE
    places = [one.upper() for one in _parted(value)]
    if all(COUNTRY.fullmatch(one) for one in places):
        return places
    raise ValueError("answer everywhere, or countries by two letters, such as EE, DE")


def singles(value: Any) -> Any:
    """Read `2: train=no, show_work=no; 3: train=no`: less for single works."""
    if not isinstance(value, str):
        return value
    found = []
    for part in filter(str.strip, re.split("[;\n]", value)):
        number, _, uses = part.partition(":")
        pairs = [use.partition("=")[::2] for use in _parted(uses)]
        if not number.strip().isdecimal() or not pairs:
            raise ValueError("answer such as 2: train=no, show_work=no; 3: train=no")
        permits = {use.strip(): given.strip() for use, given in pairs}
        found.append({"work": int(number), "permits": permits})
    return found


def links(value: Any) -> Any:
    """Read `a museum https://...; a book https://...`: words, then an address."""
    if not isinstance(value, str):
        return value
    found = []
    for part in filter(str.strip, re.split("[;\n]", value)):
        label, _, url = part.strip().rpartition(" ")
        if not label:
            raise ValueError("answer with words and an address: A museum https://...")
        found.append({"label": label.strip(), "url": url})
    return found


Maybe = BeforeValidator(_blank)
Key = Annotated[str, BeforeValidator(_key), AfterValidator(_usable)]
Accounts = Annotated[tuple[Account, ...], BeforeValidator(_parted)]
Places = Annotated[
    Literal["worldwide"] | tuple[Country, ...],
    BeforeValidator(_places),
]


def tidy(value: Any) -> Any:
    """Return texts as an entry holds them: composed letters, no blanks around."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, list):
        return [tidy(one) for one in value]
    if isinstance(value, dict):
        return {key: tidy(one) for key, one in value.items()}
    return value
