"""The grammar: what a plot may become, and what that is made of.

A rule replaces a word by one of several phrases; chance chooses by weight. Words that
no rule replaces are what the builders know how to build, from the ground upwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

Chance = Callable[[], float]
"""`Random.random`: the one method that gives the same numbers in every Python."""
Rules = Mapping[str, tuple[tuple[int, str], ...]]

RULES: Rules = {
    "house": (
        (5, "low-house"),
        (4, "street-house"),
        (2, "jettied-house"),
        (1, "palace"),
    ),
    "low-house": ((2, "door-storey roof"), (3, "door-storey storey roof")),
    "street-house": (
        (3, "door-storey storey storey roof"),
        (2, "door-storey storey storey cornice roof"),
        (1, "door-storey storey storey storey roof"),
    ),
    "jettied-house": (
        (2, "door-storey jetty storey roof"),
        (1, "door-storey jetty storey jetty storey roof"),
    ),
    "palace": (
        (2, "door-storey storey storey cornice battlement"),
        (1, "door-storey storey storey storey cornice hip chimney"),
    ),
    "roof": (
        (5, "gable"),
        (3, "gable chimney"),
        (2, "hip"),
        (2, "hip chimney"),
        (1, "terrace"),
    ),
    "tower": ((4, "slim-tower"), (2, "stout-tower"), (1, "belfry-tower")),
    "slim-tower": (
        (3, "slim foot shaft battlement"),
        (2, "slim foot shaft cornice pyramid"),
        (2, "slim foot shaft battlement turret pyramid"),
        (1, "slim foot shaft terrace"),
    ),
    "stout-tower": (
        (3, "foot shaft battlement"),
        (2, "foot shaft corbel storey pyramid"),
        (1, "foot shaft battlement turret battlement"),
    ),
    "belfry-tower": ((1, "slim foot shaft cornice bells cornice spire"),),
    "church": (
        (2, "campanile nave high-gable"),
        (1, "campanile nave cornice dome-foot high-gable"),
    ),
    "campanile": ((1, "aside foot shaft cornice bells spire back"),),
    "open": ((2, "garden"), (2, "square"), (1, "well")),
    "garden": ((1, "cypress"), (2, "cypress cypress"), (1, "cypress cypress cypress")),
    "guard": ((3, "guard-shaft battlement"), (1, "guard-shaft corbel pyramid")),
}


def grow(word: str, chance: Chance, rules: Rules = RULES) -> Iterator[str]:
    """Yield the words that a word becomes when no rule applies any more."""
    if word not in rules:
        yield word
        return
    for part in _chosen(rules[word], chance).split():
        yield from grow(part, chance, rules)


def _chosen(phrases: tuple[tuple[int, str], ...], chance: Chance) -> str:
    drawn = int(chance() * sum(weight for weight, _ in phrases))
    for weight, phrase in phrases:
        drawn -= weight
        if drawn < 0:
            return phrase
    return phrases[-1][1]
