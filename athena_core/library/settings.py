"""What a person set once, instead of typing it each time: `settings.toml` in the home.

An option that is typed wins over an environment variable, that over the file, and that
over the default. The file is the person's own: what Athena changes in it leaves their
comments and order as they are.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from athena_core import files, naming
from athena_core.errors import InputError, NotFoundError
from athena_core.library import home

FILE = "settings.toml"
USUAL = "usual"
WORDS = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
HEAD = "# Athena's settings; `athena config` lists them and says what each means."


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """One thing that can be set."""

    default: Any
    meaning: str
    check: Callable[[object], Any]
    """Returns the value as it is used; raises `ValueError` with what it must be."""
    words: Mapping[str, Any] = field(default_factory=dict)
    """What a typed word means where it is not the value itself."""

    def typed(self, text: str) -> Any:
        """Return the value of a typed text; raises `ValueError` as `check` does."""
        word = text.strip()
        return self.check(self.words.get(word.lower(), word))


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A setting's value, and who says so."""

    name: str
    value: Any
    origin: str
    """`default`, the file's name, or the environment variable."""


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")  # noqa: TRY004 - pairs with _place
    return value


def _place(value: object) -> str:
    text = value if isinstance(value, str) else ""
    if text.lower() == USUAL:
        return USUAL
    # looked at before it is made upper case: that makes two letters of one sharp s
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise ValueError(f'"{USUAL}" or a country of two letters such as "EE"')
    return text.upper()


def _names(value: object) -> list[str]:
    """Return names as a list, given as one or as words with commas between them."""
    found = re.split("[,\\s]+", value) if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError('names of plugins, such as "lstm, dcgan"')
    return sorted({one for one in found if one})


SETTINGS = {
    "commercial": Setting(
        default=False,
        meaning="Whether what you make and share is for money; many works are not.",
        check=_switch,
        words=WORDS,
    ),
    "territory": Setting(
        default=USUAL,
        meaning="Where you use it: a country (EE), or usual: the USA and the places "
        "where copyright lasts for life + 70 years.",
        check=_place,
    ),
    "sign": Setting(
        default=False,
        meaning="Whether what you make is signed with your own key, made when first "
        "needed.",
        check=_switch,
        words=WORDS,
    ),
    "naming": Setting(
        default=naming.USUAL,
        meaning="What saved files are called: a pattern of {generator}, {seed}, "
        "{title}, {date}, {time}, {model}, {kind}; / makes folders.",
        check=naming.check,
    ),
    "plugins_off": Setting(
        default=[],
        meaning="Plugins that are left out; `athena plugins off NAME` adds one.",
        check=_names,
    ),
}
"""Everything that can be set, in the order it is listed."""


def path() -> Path:
    """Return the file the settings are kept in; it need not exist."""
    return home.home() / FILE


def variable(name: str) -> str:
    """Return the environment variable that wins over the file."""
    return f"ATHENA_{name.upper()}"


def value(name: str) -> Any:
    """Return what a setting is now. Raises as `find` does."""
    return find(name).value


def find(name: str) -> Found:
    """Return a setting's value with its origin.

    Raises `NotFoundError` for an unknown name, `InputError` when the file or the
    variable holds what cannot be used.
    """
    setting = _setting(name)
    key = variable(name)
    if text := os.environ.get(key):
        try:
            return Found(name=name, value=setting.typed(text), origin=key)
        except ValueError as error:
            raise InputError(f"{key} is {text!r}; it must be {error}") from None
    kept = read()
    if name in kept:
        return Found(name=name, value=kept[name], origin=FILE)
    return Found(name=name, value=setting.default, origin="default")


def read() -> dict[str, Any]:
    """Return what the file sets, checked; nothing where there is none.

    Raises `InputError` naming the file when it cannot be read, has a key that is no
    setting, or a value that cannot be used.
    """
    checked = {}
    for name, kept in _parsed(_text()).items():
        if name not in SETTINGS:
            raise InputError(f"{path()}: {_unknown(name)}; take the line out")
        try:
            checked[name] = SETTINGS[name].check(kept)
        except ValueError as error:
            raise InputError(f"{path()}: {name} must be {error}") from None
    return checked


def put(name: str, text: str) -> Any:
    """Set a value from its typed text, and return it as it is kept.

    Raises `NotFoundError` for an unknown name, `InputError` for a value that cannot be
    used or a file that cannot be read or written.
    """
    try:
        new = _setting(name).typed(text)
    except ValueError as error:
        raise InputError(f"{name} cannot be {text!r}; it must be {error}") from None
    before = _text()
    _parsed(before)
    document = _document(before or f"{HEAD}\n")
    document[name] = new
    _write(document, before)
    return new


def drop(name: str) -> bool:
    """Take a setting out of the file; False when it was not in it.

    A key that is no setting can be taken out too, which mends the file. Raises as `put`
    does.
    """
    before = _text()
    if name not in _parsed(before):
        _setting(name)
        return False
    document = _document(before)
    del document[name]
    _write(document, before)
    return True


def _setting(name: str) -> Setting:
    if name not in SETTINGS:
        raise NotFoundError(_unknown(name))
    return SETTINGS[name]


def _unknown(name: str) -> str:
    import difflib  # noqa: PLC0415 - only for a mistake

    near = difflib.get_close_matches(name, SETTINGS, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(SETTINGS)}"
    return f"there is no setting {name!r} ({hint})"


def _text() -> str:
    try:
        # some editors begin a file with a byte order mark, which is no TOML
        return path().read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except UnicodeDecodeError:
        raise InputError(f"{path()} is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise InputError(f"{path()} cannot be read: {error.strerror}") from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        raise InputError(
            f"{path()} is not TOML ({reason}); mend it, or delete it to start afresh",
        ) from None


def _document(text: str) -> Any:
    import tomlkit  # noqa: PLC0415 - 40 ms that reading can spare

    return tomlkit.parse(text)


def _write(document: Any, before: str) -> None:
    text = document.as_string().replace("\r\n", "\n")
    if "\r\n" in before:
        text = text.replace("\n", "\r\n")
    # through a link, so that a file kept among somebody's dotfiles stays there
    files.write_bytes(path().resolve(), text.encode())
