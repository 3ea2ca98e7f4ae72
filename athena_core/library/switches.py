"""Which plugins a person turned off: the setting `plugins_off`."""

from __future__ import annotations

from athena_core.errors import InputError
from athena_core.library import settings

NAME = "plugins_off"


def off() -> frozenset[str]:
    """Return the names of plugins that are off. Raises as `settings.find` does."""
    return frozenset(settings.value(NAME))


def told() -> tuple[frozenset[str], str]:
    """Return the names that are off, and what is wrong with the settings, if anything.

    For those who only look: a file of settings that cannot be read stops no list.
    """
    try:
        return off(), ""
    except InputError as error:
        return frozenset(), str(error)


def turn(name: str, *, on: bool) -> bool:
    """Turn a plugin on or off for good; False when it was so already.

    Raises `InputError` when the settings cannot be read or written.
    """
    before = frozenset(settings.read().get(NAME, ()))
    after = before - {name} if on else before | {name}
    if after == before:
        return False
    if after:
        settings.put(NAME, ", ".join(sorted(after)))
    else:
        settings.drop(NAME)
    return True
