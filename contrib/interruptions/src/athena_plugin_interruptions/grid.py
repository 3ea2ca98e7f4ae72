"""Where strokes stand, how they turn, and where the silences grow."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

Chance = Callable[[], float]
"""`Random.random`: the one method that gives the same numbers in every Python."""
Cell = tuple[int, int]

NEIGHBOURS = ((1, 0), (-1, 0), (0, 1), (0, -1))


def silences(chance: Chance, columns: int, places: int, share: float) -> set[Cell]:
    """Return the cells that are erased: blots that grow from a few places.

    Each next cell is drawn from the rims of all of them (Eden's growth, 1961), so a
    silence is ragged and has no form that anybody chose.
    """
    wanted = round(columns * columns * share)
    rims = [[_somewhere(chance, columns)] for _ in range(places)]
    appetites = [0.15 + chance() for _ in rims]
    erased: set[Cell] = set()
    while len(erased) < wanted and any(rims):
        rim = rims[_weighed(chance, appetites, rims)]
        column, row = rim.pop(int(chance() * len(rim)))
        if (column, row) in erased:
            continue
        erased.add((column, row))
        around = [(column + right, row + down) for right, down in NEIGHBOURS]
        rim += [one for one in around if _within(one, columns) and one not in erased]
    return erased


def _somewhere(chance: Chance, columns: int) -> Cell:
    return int(chance() * columns), int(chance() * columns)


def _within(cell: Cell, columns: int) -> bool:
    return 0 <= cell[0] < columns and 0 <= cell[1] < columns


def _weighed(chance: Chance, weights: list[float], rims: list[list[Cell]]) -> int:
    """Choose one that can still grow, by its appetite."""
    open_ones = [number for number, rim in enumerate(rims) if rim]
    drawn = chance() * sum(weights[number] for number in open_ones)
    for number in open_ones:
        drawn -= weights[number]
        if drawn < 0:
            return number
    return open_ones[-1]


def unrest(chance: Chance, unevenness: float) -> Callable[[float, float], float]:
    """Return how restless a place is, about 1 on the whole: calm on one side.

    Places are in 0 to 1. A second, weaker wave keeps the change from being a ramp.
    """
    angle, phase, waves = 2 * pi * chance(), 2 * pi * chance(), 1 + 2 * chance()
    right, down = cos(angle), sin(angle)

    def at(x: float, y: float) -> float:
        along = (x - 0.5) * right + (y - 0.5) * down
        across = (y - 0.5) * right - (x - 0.5) * down
        wave = 0.3 * sin(2 * pi * waves * across + phase)
        return max(0.05, 1 + unevenness * (1.8 * along + wave))

    return at
