"""The hand: a turtle that sees where it wants to go, strays, and corrects itself.

A line is not drawn from here to there; it is steered, step by step, and what comes of
it looks drawn. All of it is whole numbers: the compass has 3,600 marks, and a step ends
where every other machine's ends too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, isqrt, pi, sin

Chance = Callable[[], float]
"""`Random.random`: the one method that gives the same numbers in every Python."""
Point = tuple[int, int]

MARKS = 3600
COSINES = tuple(round(1000 * cos(2 * pi * mark / MARKS)) for mark in range(MARKS))
SINES = tuple(round(1000 * sin(2 * pi * mark / MARKS)) for mark in range(MARKS))
STEP = 22
"""Units of the sheet that a step is long."""
PATIENCE = 6
"""A target that is not reached in so many times the straight way is given up."""


def distance(a: Point, b: Point) -> int:
    """Return how far two points are apart, rounded down."""
    return isqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def direction(start: Point, end: Point) -> int:
    """Return the mark of the compass that comes nearest, without an arc tangent."""
    right, down = end[0] - start[0], end[1] - start[1]
    low, high = 0, MARKS // 2
    if down < 0:
        low, high = MARKS // 2, MARKS
    # halve the half circle until one mark is left
    while high - low > 1:
        mark = (low + high) // 2
        if COSINES[mark] * down - SINES[mark] * right >= 0:
            low = mark
        else:
            high = mark
    return low


class Hand:
    """A turtle with its pen down; `line` is where it has been."""

    def __init__(
        self,
        chance: Chance,
        start: Point,
        heading: int,
        unsteadiness: float,
    ) -> None:
        self.chance = chance
        self.x, self.y = start[0] * 1000, start[1] * 1000
        self.heading = heading % MARKS
        self.straying = round(80 * unsteadiness)
        self.drift = 0
        self.line: list[Point] = [start]

    @property
    def place(self) -> Point:
        """Return where it is, on the sheet."""
        return self.x // 1000, self.y // 1000

    def step(self, turn: int) -> None:
        """Turn by so many marks, and by what the hand strays, and go one step."""
        if self.straying:
            push = int(self.chance() * (2 * self.straying + 1)) - self.straying
            self.drift = self.drift * 4 // 5 + push
        self.heading = (self.heading + turn + self.drift // 2) % MARKS
        self.x += STEP * COSINES[self.heading]
        self.y += STEP * SINES[self.heading]
        self.line.append(self.place)

    def toward(self, target: Point, near: int, agility: int) -> None:
        """Walk until the target is near, never turning faster than `agility`.

        One that was missed and lies behind, too near to turn to, counts as reached.
        """
        circle = STEP * 573 * 2 // agility
        for _ in range(PATIENCE * distance(self.place, target) // STEP + 8):
            far = distance(self.place, target)
            if far <= near or (far < circle and self._behind(target)):
                return
            self.step(self._turn(target, agility))

    def _behind(self, target: Point) -> bool:
        right, down = target[0] - self.place[0], target[1] - self.place[1]
        return COSINES[self.heading] * right + SINES[self.heading] * down < 0

    def _turn(self, target: Point, agility: int) -> int:
        """Return how to turn towards a target: the sine of the error, and a limit."""
        right, down = target[0] - self.place[0], target[1] - self.place[1]
        ahead, aside = COSINES[self.heading], SINES[self.heading]
        far = max(1, isqrt(right * right + down * down))
        error = (ahead * down - aside * right) // far
        if self._behind(target):
            error = 1000 if error >= 0 else -1000
        return max(-agility, min(agility, error * 3 // 10))


def closed(
    chance: Chance,
    anchors: Sequence[Point],
    unsteadiness: float,
    bend: int,
) -> tuple[Point, ...]:
    """Draw around some anchors and come back to where it began.

    `bend` is the radius of the narrowest turn the hand makes on its way.
    """
    agility = turning(bend)
    hand = Hand(chance, anchors[0], direction(anchors[-1], anchors[1]), unsteadiness)
    for anchor in anchors[1:]:
        hand.toward(anchor, max(STEP * 2, bend * 6 // 10), agility)
    hand.toward(anchors[0], STEP * 3, agility * 3 // 2)
    return tuple(hand.line)


def turning(radius: int) -> int:
    """Return how many marks a step must turn to walk in a circle of this radius."""
    return max(4, STEP * 573 // max(1, radius))
