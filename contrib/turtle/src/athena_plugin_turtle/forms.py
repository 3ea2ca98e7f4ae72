"""What the turtle can draw: closed forms and what is in them, and open lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from athena_plugin_turtle.hand import (
    COSINES,
    MARKS,
    SINES,
    Chance,
    Hand,
    Point,
    closed,
    direction,
    turning,
)

Line = tuple[Point, ...]


def drawn(chance: Chance, low: int, high: int) -> int:
    """Return a whole number between two, both included."""
    return low + int(chance() * (high - low + 1))


def off(centre: Point, mark: int, far: int) -> Point:
    """Return the point so far from a centre, in a direction of the compass."""
    mark %= MARKS
    return (
        centre[0] + far * COSINES[mark] // 1000,
        centre[1] + far * SINES[mark] // 1000,
    )


def form(chance: Chance, centre: Point, radius: int, unsteadiness: float) -> Line:
    """Draw a closed form that fits into a circle: a pebble, a pod, a leaf, a stone."""
    many = drawn(chance, 4, 9)
    start, squeeze = drawn(chance, 0, MARKS - 1), 35 + drawn(chance, 0, 60)
    lean = drawn(chance, 0, MARKS - 1)
    anchors = []
    for number in range(many):
        mark = start + MARKS * number // many + drawn(chance, -110, 110)
        far = radius * drawn(chance, 46, 90) // 100
        anchors.append(_squeezed(centre, mark, far, squeeze, lean))
    bend = radius * drawn(chance, 14, 42) * (30 + squeeze) // 13_000
    return closed(chance, anchors, unsteadiness, bend)


def _squeezed(centre: Point, mark: int, far: int, squeeze: int, lean: int) -> Point:
    """Return a point of an ellipse; `squeeze` in hundredths, `lean` its axis."""
    along = far * COSINES[mark % MARKS] // 1000
    across = far * SINES[mark % MARKS] // 1000 * squeeze // 100
    return off(off(centre, lean, along), lean + MARKS // 4, across)


def scribble(chance: Chance, centre: Point, radius: int, unsteadiness: float) -> Line:
    """Draw one line that loops about, and stays in its circle."""
    hand = Hand(chance, centre, drawn(chance, 0, MARKS - 1), unsteadiness)
    widest, swing = turning(radius * drawn(chance, 16, 26) // 100), 0
    jerk = max(1, widest // 4)
    for _ in range(drawn(chance, 5, 11) * radius // 22):
        swing = max(-widest, min(widest, swing + drawn(chance, -jerk, jerk)))
        outside = _outside(hand.place, centre, radius * 7 // 10)
        home = direction(hand.place, centre) - hand.heading
        home = (home + MARKS // 2) % MARKS - MARKS // 2
        hand.step(max(-widest, min(widest, home)) if outside else swing)
    return tuple(hand.line)


def _outside(point: Point, centre: Point, radius: int) -> bool:
    return (point[0] - centre[0]) ** 2 + (point[1] - centre[1]) ** 2 > radius**2


def zigzag(chance: Chance, centre: Point, radius: int, unsteadiness: float) -> Line:
    """Draw there and back again, further each time."""
    lean, many = drawn(chance, 0, MARKS - 1), drawn(chance, 6, 13)
    wide = drawn(chance, 25, 60)
    corners = []
    for number in range(many):
        along = -radius + 2 * radius * number // (many - 1)
        side = radius * (wide + drawn(chance, -12, 12)) // 100
        middle = off(centre, lean, along * 8 // 10)
        corners.append(off(middle, lean + MARKS // 4, side * (1 - number % 2 * 2)))
    hand = Hand(chance, corners[0], direction(*corners[:2]), unsteadiness / 2)
    for corner in corners[1:]:
        hand.toward(corner, 70, 700)
    return tuple(hand.line)


def comb(chance: Chance, centre: Point, radius: int, unsteadiness: float) -> list[Line]:
    """Draw a spine, and teeth on one side of it."""
    lean = drawn(chance, 0, MARKS - 1)
    start, end = (
        off(centre, lean, -radius * 8 // 10),
        off(centre, lean, radius * 8 // 10),
    )
    hand = Hand(chance, start, lean + drawn(chance, -300, 300), unsteadiness)
    hand.toward(end, 60, 90)
    spine = tuple(hand.line)
    side = MARKS // 4 if chance() < 0.5 else -MARKS // 4  # noqa: PLR2004 - a coin
    lines = [spine]
    for number, root in enumerate(spine[4 :: drawn(chance, 4, 8)]):
        long = radius * drawn(chance, 18, 42) // 100
        tooth = Hand(chance, root, lean + side + drawn(chance, -90, 90), unsteadiness)
        tooth.toward(off(root, lean + side + 12 * number, long), 30, 120)
        lines.append(tuple(tooth.line))
    return lines


def ground(
    chance: Chance, width: int, level: int, unsteadiness: float
) -> Iterator[Line]:
    """Draw a line across the sheet that lifts the pen now and then."""
    at, margin = drawn(chance, 300, 1500), 300
    while at < width - 2 * margin:
        long = drawn(chance, 900, 4200)
        end = min(width - margin, at + long)
        hand = Hand(chance, (at, level), drawn(chance, -90, 90), unsteadiness)
        hand.toward((end, level + drawn(chance, -160, 160)), 60, 40)
        yield tuple(hand.line)
        at = end + drawn(chance, 250, 1600)


# --- inside a form ---------------------------------------------------------------


def strokes(chance: Chance, outline: Line, gap: int) -> Iterator[Line]:
    """Shade a form along one side: level strokes from its edge, each of its length."""
    deep, left = drawn(chance, 22, 55), chance() < 0.5  # noqa: PLR2004 - a coin
    rows = [y for _, y in outline]
    for level in range(min(rows) + gap, max(rows), gap):
        for start, end in spans(outline, level):
            long = (end - start) * min(100, deep + drawn(chance, -9, 9)) // 100
            if long < gap:
                continue
            near = start if left else end - long
            tilt = drawn(chance, -12, 12)
            yield (near + 14, level), (near + long - 14, level + tilt)


def spans(outline: Line, level: int) -> list[tuple[int, int]]:
    """Return from where to where a level line is inside a form, from left to right."""
    crossings = []
    for (x, y), (u, v) in pairwise((*outline, outline[0])):
        if (y <= level) != (v <= level):
            crossings.append(x + (u - x) * (level - y) // (v - y))
    crossings.sort()
    return list(zip(crossings[::2], crossings[1::2], strict=False))


def inside(outline: Sequence[Point], point: Point) -> bool:
    """Whether a point lies in a form."""
    crossed = False
    for (x, y), (u, v) in pairwise((*outline, outline[0])):
        if (y <= point[1]) != (v <= point[1]):
            at = x + (u - x) * (point[1] - y) // (v - y)
            crossed = crossed != (at > point[0])
    return crossed


def dots(chance: Chance, outline: Line, gap: int) -> Iterator[Line]:
    """Strew short marks over a form, none too near its edge."""
    rows = [y for _, y in outline]
    for level in range(min(rows) + gap, max(rows) - gap // 2, gap):
        for start, end in spans(outline, level):
            for at in range(start + gap, end - gap // 2, gap):
                x, y = at + drawn(chance, -40, 40), level + drawn(chance, -40, 40)
                yield (x, y), (x + drawn(chance, 0, 26), y + drawn(chance, -16, 16))
