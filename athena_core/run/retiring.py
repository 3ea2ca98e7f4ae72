"""Dated notices: a model whose works were withdrawn stays listed, and says so.

The notice is worked out from the registry each time. What replaced the model stands in
`notice.json` beside its checkpoints, where a retraining writes it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from athena_core import files
from athena_core.consent.entry import Withdrawal
from athena_core.consent.permission import withdrawals
from athena_core.consent.registry import Registry, registry
from athena_core.errors import InputError
from athena_core.formats import newer
from athena_core.library import home, ledger, models
from athena_core.protocols import Model

SCHEMA = "athena.notice/1"
FILE = "notice.json"
SHIPPED = ".shipped"
"""Folder of notices on models inside plugins' packages, which are not ours to write."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What is to be known before a model is used."""

    model: str
    since: dt.date
    """The day on which the first withdrawal took effect, or the model was replaced."""
    works: int
    """Works it learned from that are withdrawn, or left out of what replaced it."""
    retired: bool
    """Whether a withdrawal asks for it; else it was replaced for another reason."""
    replaced_by: str = ""

    def __str__(self) -> str:
        """Say it in a sentence, without an end."""
        works = f"{self.works:,} of the works it learned from"
        if not self.retired:
            text = f"replaced on {self.since} by {self.replaced_by}"
            return f"{text}: {works} may no longer be learned from"
        was = "was" if self.works == 1 else "were"
        by = f"; replaced by {self.replaced_by}" if self.replaced_by else ""
        return f"retired on {self.since}: {works} {was} withdrawn{by}"


def place(name: str) -> Path:
    """Return where a model's notice lies, be there one or not."""
    if "/" in name:  # a shipped model, called by its generator's id
        return home.models() / SHIPPED / models.slug(name) / FILE
    return home.models() / models.check_name(name) / FILE


def notice(model: Model, known: Registry, on: dt.date) -> Notice | None:
    """Return what is to be known of a model on a day, or None.

    Raises `InputError` when its notice file cannot be read.
    """
    kept = _kept(model.name)
    by = kept.get("replaced_by", "")
    taken = retiring(model, known, on)
    if taken:
        since = min(one.effective_on for one in taken)
        return Notice(
            model=model.name,
            since=since,
            works=len(taken),
            retired=True,
            replaced_by=by,
        )
    if not kept:
        return None
    return Notice(
        model=model.name,
        since=dt.date.fromisoformat(kept["on"]),
        works=int(kept["left_out"]),
        retired=False,
        replaced_by=by,
    )


def said(model: Model | None) -> str:
    """Say before a model is used that it is retired, or nothing.

    Its copies can't be recalled, so it still makes.
    """
    today = dt.datetime.now(dt.UTC).date()
    told = model and notice(model, registry(), today)
    return f"note: model {model.name!r} was {told}" if model and told else ""


def retiring(model: Model, known: Registry, on: dt.date) -> list[Withdrawal]:
    """Return, one for each work, the withdrawals in effect that retire a model."""
    if not any(one.entry.withdrawals for one in known.entries.values()):
        return []
    found = (
        _first(withdrawals(known, work, "train"), on)
        for work in ledger.works(model.ledger)
    )
    return [one for one in found if one is not None]


def _first(found: list[Withdrawal], on: dt.date) -> Withdrawal | None:
    retire = (one for one in found if one.models == "retire" and one.effective_on <= on)
    return next(retire, None)


def _kept(name: str) -> dict[str, Any]:
    path = place(name)
    if not path.exists():
        return {}
    kept = files.read_json(path)
    if sentence := newer(kept.get("schema"), SCHEMA):
        raise InputError(f"{path} {sentence}")
    try:
        dt.date.fromisoformat(kept["on"])
        int(kept["left_out"])
        str(kept["replaced_by"])
    except (LookupError, TypeError, ValueError):
        raise InputError(f"{path} is no notice; delete the file") from None
    return kept


def replacement(name: str) -> str:
    """Return what replaced a model, or nothing."""
    return str(_kept(name).get("replaced_by", ""))


def replaced(name: str, by: str, left_out: int, on: dt.date) -> Path:
    """Write down what replaced a model; the file is whole or not there."""
    content = {"schema": SCHEMA, "on": str(on), "replaced_by": by, "left_out": left_out}
    path = place(name)
    files.write_json(path, content)
    return path
