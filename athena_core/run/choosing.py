"""Which model a generator uses: one of yours by name, else its own, else none."""

from __future__ import annotations

from athena_core.errors import InputError, NotFoundError, RefusedError
from athena_core.library import fetched, models
from athena_core.plugins import Named
from athena_core.protocols import Model
from athena_core.specs import GeneratorSpec


def chosen_model(
    named: Named[GeneratorSpec],
    name: str = "",
    *,
    accept_unknown_origin: bool = False,
) -> Model | None:
    """Return the model by name, else the shipped one, else None.

    The generator's own name means the shipped one, unless a model of yours has it.

    Raises `RefusedError` for weights whose ledger is missing, unless accepted;
    `InputError` when the model was trained by another generator, `NotFoundError` when
    its weights lie elsewhere and were not fetched.
    """
    model: Model | None
    if name in {"", named.id, named.spec.name} and name not in models.names():
        model = fetched.own(named.id, named.spec)
    else:
        model = models.find(name)
    if model is None:
        _nothing_to_fetch(named)
        return None
    made_by = model.card.get("generator", named.id)
    if made_by != named.id:
        raise InputError(f"model {model.name!r} belongs to {made_by}, not {named.id}")
    if not model.ledger and not accept_unknown_origin:
        raise RefusedError(
            f"model {model.name!r} has no ledger: nobody says whose works it learned "
            "from; --accept-unknown-origin uses it, and every piece will say so",
        )
    return model


def _nothing_to_fetch(named: Named[GeneratorSpec]) -> None:
    if named.spec.fetch:
        size = sum(one.size for one in named.spec.fetch) / 1e6
        raise NotFoundError(
            f"{named.id} needs weights that are not here ({size:,.1f} MB): "
            f"athena models fetch {named.spec.name}",
        )
