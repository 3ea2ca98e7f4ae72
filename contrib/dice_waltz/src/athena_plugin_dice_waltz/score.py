"""From throws to notes: what is played, when, how long and how loud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from athena_plugin_dice_waltz.measures import EIGHTHS, SHARP_FOUR, Measure, measure
from athena_plugin_dice_waltz.params import MEASURES, DiceWaltzParams

Chance = Callable[[], float]
"""`Random.random`: the one method that gives the same numbers in every Python."""
KEYS = {"C": 60, "D": 62, "E-flat": 63, "F": 53, "G": 55, "A": 57, "B-flat": 58}
"""Each key's own note, as a key of the keyboard (60 is the middle C)."""
MAJOR = (0, 2, 4, 5, 7, 9, 11)
ACCENTS = (100, 74, 82, 74, 80, 72)
"""How loud each eighth of a measure is, in hundredths."""
LINGERING = {MEASURES - 2: 106, MEASURES - 1: 122}
"""How much longer the last two measures take, in hundredths."""


@dataclass(frozen=True, slots=True)
class Played:
    """One note as it is played."""

    key: int
    """Of the keyboard, 69 for the A of 440 Hz."""
    start: int
    """In thousandths of an eighth."""
    length: int
    loud: int
    """In hundredths."""
    left: bool = False


def throws(chance: Chance, given: str) -> tuple[int, ...]:
    """Return sixteen throws of two dice; those given come first."""
    own = [int(one) for one in given.split()]
    thrown = [2 + int(chance() * 6) + int(chance() * 6) for _ in range(MEASURES)]
    return tuple(own + thrown[len(own) :])


def score(thrown: Sequence[int], key: str, params: DiceWaltzParams) -> Iterator[Played]:
    """Yield the notes of a minuet, measure by measure."""
    start, half = 0, MEASURES // 2
    order = list(range(MEASURES))
    if params.repeats:
        order = order[:half] * 2 + order[half:] * 2
    for number, place in enumerate(order):
        last = number >= len(order) - 2
        slow = LINGERING.get(place, 100) if last else 100
        one = measure(place, thrown[place])
        yield from _tune(one, key, start, slow)
        yield from _bass(one, key, start, slow)
        start += EIGHTHS * 10 * slow


def _tune(one: Measure, key: str, start: int, slow: int) -> Iterator[Played]:
    at = 0
    for step, length in one.tune:
        if step is not None:
            # a note ends a little early, so that the next one speaks
            held = length * 10 * slow * 92 // 100
            yield Played(
                pitch(step, key, sharp=one.sharp),
                start + at * 10 * slow,
                held,
                ACCENTS[at],
            )
        at += length


def _bass(one: Measure, key: str, start: int, slow: int) -> Iterator[Played]:
    at = 0
    for chord, length in one.bass:
        for step in chord:
            loud = ACCENTS[at] * (100 if len(chord) == 1 else 74) // 100
            keyed = pitch(step, key, sharp=one.sharp)
            held = length * 10 * slow * 86 // 100
            yield Played(keyed, start + at * 10 * slow, held, loud, left=True)
        at += length


def pitch(step: int, key: str, *, sharp: bool = False) -> int:
    """Return the key of the keyboard for a step of the scale."""
    octave, within = divmod(step, len(MAJOR))
    raised = 1 if sharp and within == SHARP_FOUR else 0
    return KEYS[key] + 12 * octave + MAJOR[within] + raised
