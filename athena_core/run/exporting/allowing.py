"""May these pieces be published? Every work behind them is asked for publish_outputs.

The ledger of the model that made a piece names the works; where the model is not here,
the record names at least their entries, and then every work of those is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from athena_core.consent.permission import may, told
from athena_core.consent.registry import Asking, Registry
from athena_core.errors import InputError, RefusedError
from athena_core.library import ledger
from athena_core.plugins import Plugins
from athena_core.run import shelf
from athena_core.run.exporting.choosing import Chosen
from athena_core.run.exporting.choosing import told as shaped

Line = Mapping[str, Any]
NAMED = 3
"""Pieces that a refusal names; the others are counted."""
REASONS = 5
NOT_SHARED = "rights behind it were declared by the user and not checked [A30]"
NOT_FOR_MONEY = "it is for non-commercial use only [D13]"
UNKNOWN = "nobody says whose works its model learned from"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The registry's answer for some pieces: which of them are only for oneself."""

    private: bool
    why: tuple[str, ...] = ()
    """Why they may not be published; empty where they may."""


def asked(
    pieces: Iterable[Chosen],
    registry: Registry,
    asking: Asking,
    plugins: Plugins,
    *,
    private: bool = False,
) -> Asked:
    """Ask for all pieces. A `private` page stays with the user, and says so.

    Raises `RefusedError` with the pieces that may not be published, and why.
    """
    known = Ledgers(plugins)
    answers: dict[str, list[str]] = {}
    against: dict[str, list[str]] = {}
    for one in pieces:
        with shaped(one.path):
            key = _key(one.record)
            if key not in answers:
                found = against_piece(one.record, registry, asking, known)
                answers[key] = list(found)
        for reason in answers[key]:
            against.setdefault(reason, []).append(one.path.name)
    if against and not private:
        raise RefusedError(_no(against))
    return Asked(private=private, why=tuple(against))


def _key(record: Mapping[str, Any]) -> str:
    """Return what a piece's answer rests on: pieces of one model have one answer."""
    model = record["model"] or {}
    parts = (model.get("ledger_sha256"), record["inputs"], record.get("conditions"))
    return repr((*parts, record["datasets"], model.get("declared")))


def against_piece(
    record: Mapping[str, Any],
    registry: Registry,
    asking: Asking,
    known: Ledgers,
) -> Iterator[str]:
    """Yield all that speaks against publishing a piece; nothing means it may be."""
    model, conditions = record["model"], record.get("conditions", ["not-for-sharing"])
    lines = list(_lines(record, registry, known))
    declared = model is not None and model["declared"]
    if model is not None and not lines and not declared:
        yield UNKNOWN
    if asking.commercial and "noncommercial" in conditions:
        yield NOT_FOR_MONEY
    refused = may(registry, lines, "publish_outputs", asking)
    if "not-for-sharing" in conditions or declared:
        yield NOT_SHARED
        refused = [one for one in refused if one.state != "declared"]
    yield from told(refused)


def _lines(
    record: Mapping[str, Any],
    registry: Registry,
    known: Ledgers,
) -> Iterator[Line]:
    """Yield the works behind a piece, as a ledger writes them."""
    model = record["model"]
    if model is not None:
        learned = known.find(str(model["ledger_sha256"]))
        yield from _entered(record, registry) if learned is None else learned
    for one in record["inputs"]:
        yield {"id": one["name"], "sha256": one["sha256"], "right": None}


def _entries(record: Mapping[str, Any]) -> list[str]:
    named = (str(one["id"]) for part in record["datasets"] for one in part["entries"])
    return list(dict.fromkeys(named))


def _entered(record: Mapping[str, Any], registry: Registry) -> Iterator[Line]:
    """Yield every work of the entries that a record names, since one was learned from.

    An entry without works is one that was taken back: it is asked for by its id.
    """
    for identifier in _entries(record):
        entry = registry.find(identifier)
        hashes = [work.sha256 for work in entry.works] if entry else []
        for sha256 in hashes or [""]:
            right = {"entry": identifier}
            yield {"id": identifier, "sha256": sha256, "right": right}


class Ledgers:
    """The ledgers of all models here, by their digest; read when one is wanted."""

    def __init__(self, plugins: Plugins) -> None:
        self._plugins = plugins
        self._known: dict[str, list[Line]] | None = None

    def find(self, digest: str) -> list[Line] | None:
        """Return the works of the ledger with this digest, None when it is not here."""
        if self._known is None:
            models = shelf.listing(self._plugins)
            ledgers = [one.ledger for one in models if not isinstance(one, InputError)]
            self._known = {
                ledger.digest(one): list(ledger.works(one)) for one in ledgers if one
            }
        return self._known.get(digest)


def _no(against: Mapping[str, list[str]]) -> str:
    shown = [
        f"{reason} ({_named(list(dict.fromkeys(names)))})"
        for reason, names in list(against.items())[:REASONS]
    ]
    rest = len(against) - REASONS
    more = [f"and {rest:,} more reasons"] if rest > 0 else []
    return (
        f"not every piece may be published: {'; '.join([*shown, *more])}; --private "
        "makes a page for yourself, and says so on it"
    )


def _named(names: list[str]) -> str:
    rest = len(names) - NAMED
    more = f" and {rest:,} more" if rest > 0 else ""
    return f"{', '.join(names[:NAMED])}{more}"
