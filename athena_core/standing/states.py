"""Every plugin's state, from metadata and memory; no plugin is imported here."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from athena_core import outcomes, speccache
from athena_core.discovery import (
    COMMANDS,
    Installed,
    Problem,
    discover,
    named,
    plugin_name,
    problem,
    refusal,
)
from athena_core.errors import NotFoundError
from athena_core.library import switches
from athena_core.specs import DatasetSpec, GeneratorSpec
from athena_core.standing import needs, state
from athena_core.standing.state import Brought, Standing

TRY = "athena doctor"


@dataclass(frozen=True, kw_only=True, slots=True)
class States:
    """All there is to say without importing."""

    standings: tuple[Standing, ...]
    installed: tuple[Installed, ...]
    """Those that could be tried: neither off nor refused."""
    settings: str = ""
    """What is wrong with the settings, where nobody can say what is off."""

    def of(self, name: str) -> list[Standing]:
        """Return what is known by a plugin's or a distribution's name.

        Raises `NotFoundError` when no plugin answers to it.
        """
        found = [one for one in self.standings if name in (one.name, one.distribution)]
        if not found:
            raise NotFoundError(
                f"no plugin {name!r} is installed; see `athena plugins list`",
            )
        return found


def states() -> States:
    """Look at every plugin that is installed, by name."""
    installed, problems = discover(anyway=True)
    off, wrong = switches.told()
    whole = [standing(one) for one in installed]
    whole += [state.troubled(one) for one in problems]
    whole = [_with_commands(one) for one in whole]
    whole += _commands_alone({one.distribution for one in whole})
    shown = [_switched(one, off) for one in whole]
    closed = {one.name for one in shown if one.state == "off"}
    return States(
        standings=tuple(sorted(shown, key=lambda one: (one.name, one.distribution))),
        installed=tuple(one for one in installed if one.name not in closed),
        settings=wrong,
    )


def _switched(standing: Standing, off: frozenset[str]) -> Standing:
    if standing.name in off:
        cure = f"athena plugins on {standing.name}"
        return state.switched_off(standing, "turned off", cure)
    if os.environ.get("ATHENA_NO_PLUGINS"):
        why = "no plugin is loaded (--no-plugins)"
        return state.switched_off(standing, why, "leave --no-plugins out")
    return standing


def standing(one: Installed) -> Standing:
    """Return where a plugin stands that nobody refused, from what is remembered."""
    generators = speccache.remembered(one, GeneratorSpec)
    datasets = speccache.remembered(one, DatasetSpec)
    found = _standing(one, generators or (), tried=bool(generators or datasets))
    return replace(found, brings=brought(one, generators or (), datasets or ()))


def _standing(
    one: Installed,
    generators: tuple[GeneratorSpec, ...],
    *,
    tried: bool,
) -> Standing:
    if outcomes.lost(one):
        return state.troubled(_lost(one))
    if lacking := _lacking(one, generators):
        return lacking
    outcome = outcomes.known(one)
    if outcome and outcome.problems:
        return state.troubled(*outcome.problems)
    if outcome or tried:
        return state.of(one, "ready")
    return state.of(one, "untried", cure=TRY)


def _lacking(
    one: Installed,
    generators: tuple[GeneratorSpec, ...],
) -> Standing | None:
    """Return the state of a plugin that needs something which is not here."""
    for missing, cure in (
        needs.distributions(one.requires),
        needs.weights(one.name, generators),
        needs.device(generators),
    ):
        if missing:
            return state.of(one, "needs", f"needs {missing}", cure)
    return None


def brought(
    one: Installed,
    generators: tuple[GeneratorSpec, ...],
    datasets: tuple[DatasetSpec, ...],
) -> tuple[Brought, ...]:
    """Return what a plugin's specs say that it brings."""
    made = [
        Brought(kind="generator", id=f"{one.name}/{spec.name}", summary=spec.summary)
        for spec in generators
    ]
    found = [
        Brought(kind="dataset", id=f"{one.name}/{spec.name}", summary=spec.summary)
        for spec in datasets
    ]
    return (*made, *found)


def _lost(one: Installed) -> Problem:
    module = one.entry_point.value.partition(":")[0]
    return problem(
        one,
        f"its module {module} is not there",
        cure=f"install it again: python -m pip install --force-reinstall --no-deps "
        f"{one.distribution}",
    )


def _with_commands(standing: Standing) -> Standing:
    """Add the commands of the same distribution."""
    mine = [
        Brought(kind="command", id=one.name)
        for one in named(COMMANDS)
        if one.distribution == standing.distribution
    ]
    return replace(standing, brings=(*standing.brings, *mine))


def _commands_alone(known: set[str]) -> list[Standing]:
    """Return the distributions that bring commands and nothing else."""
    found: dict[str, Standing] = {}
    for one in named(COMMANDS):
        if one.distribution in known:
            continue
        refused = refusal(one)
        first = state.troubled(refused) if refused else _command(one)
        first = replace(first, name=plugin_name(one))
        before = found.setdefault(one.distribution, first)
        brings = (*before.brings, Brought(kind="command", id=one.name))
        found[one.distribution] = replace(before, brings=brings)
    return list(found.values())


def _command(one: Installed) -> Standing:
    if outcomes.lost(one):
        return state.troubled(_lost(one))
    missing, cure = needs.distributions(one.requires)
    if missing:
        return state.of(one, "needs", f"needs {missing}", cure)
    return state.of(one, "ready")
