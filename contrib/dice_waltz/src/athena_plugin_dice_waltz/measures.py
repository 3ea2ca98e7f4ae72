"""The 176 measures: eleven for each of sixteen places, one for each throw of two dice.

They are the project's own. The plan of chords and the eleven figures and endings were
written by hand for this plugin; a rule sets a figure on a chord. Any measure of a place
may follow any of the place before, which is the whole art of such a game: what is heard
at a place always stands on the same chord.

Notes are counted in steps of the scale from the key's own note in the middle of the
keyboard (0, then 1 for the next white key, 7 for the octave), lengths in eighths.
"""

from __future__ import annotations

from dataclasses import dataclass

EIGHTHS = 6
"""In a measure of three quarters."""
Note = tuple[int | None, int]
"""Step of the scale, or None for a rest; length in eighths."""
SHARP_FOUR = 3
"""The step that is raised where the music looks towards the fifth."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Three quarters of music for two hands."""

    tune: tuple[Note, ...]
    bass: tuple[tuple[tuple[int, ...], int], ...]
    """Chords, each with its length."""
    sharp: bool = False
    """Whether the fourth step is raised."""


@dataclass(frozen=True, slots=True)
class Place:
    """One of the sixteen: its chord, and about where the tune is."""

    chord: tuple[int, ...]
    """Steps of its notes within one octave, the bass first."""
    height: int
    """The step near which the tune begins."""
    sharp: bool = False
    ending: str = ""
    """`before` the last measure of a half, or the `last` one."""
    home: int = 0
    """Step of the note a half ends on."""


ONE, TWO, FOUR = (0, 2, 4), (1, 3, 5), (3, 5, 0)
FIVE, SEVENTH = (4, 6, 1), (4, 6, 1, 3)
OF_FIVE = (1, 3, 5, 0)
"""The chord that leads to the fifth; its third is the raised step."""

PLACES = (
    Place(ONE, 9),
    Place(ONE, 8),
    Place(SEVENTH, 10),
    Place(ONE, 7),
    Place(FOUR, 10),
    Place(ONE, 11),
    Place(OF_FIVE, 11, sharp=True, ending="before", home=4),
    Place(FIVE, 11, ending="last", home=4),
    Place(SEVENTH, 8),
    Place(ONE, 9),
    Place(SEVENTH, 11),
    Place(ONE, 11),
    Place(FOUR, 12),
    Place(TWO, 8),
    Place(SEVENTH, 8, ending="before", home=7),
    Place(ONE, 7, ending="last", home=7),
)

# A number is a note of the chord, counted up from the one nearest to the place's
# height; + and - are the neighbour above and below. After the colon: eighths.
FIGURES = (
    "0:2 1:2 2:2",
    "1:4 0:2",
    "1:1 1+:1 1:1 0:1 -1:2",
    "2:2 1:2 0:2",
    "0:1 1:1 2:1 1:1 0:1 1:1",
    "1:3 1+:1 1:2",
    "0:1 0+:1 1:1 1+:1 2:2",
    "2:2 1:1 0:1 1:2",
    "0:1 0-:1 0:1 1:1 2:2",
    "1:2 1:1 0:1 -1:1 0:1",
    "-1:1 0:1 1:1 0:1 2:1 1:1",
)
# Steps above the note that a half comes home to.
BEFORE = (
    "2:2 1:4",
    "3:1 2:1 1:2 -1:2",
    "4:2 2:1 1:1 -1:2",
    "2:1 1:1 2:1 3:1 1:2",
    "1:2 2:1 1:1 -1:2",
    "4:1 3:1 2:1 1:1 -1:2",
    "2:3 1:1 1:2",
    "5:1 4:1 3:1 2:1 1:2",
    "-1:1 1:1 3:1 1:1 -1:2",
    "3:2 2:2 1:2",
    "2:2 -1:1 0:1 1:2",
)
LAST = (
    "0:4 r:2",
    "0:2 -3:2 0:2",
    "0:2 2:1 0:1 0:2",
    "0:2 4:2 0:2",
    "0:6",
    "0:1 2:1 4:2 0:2",
    "0:2 0:2 r:2",
    "0:1 -1:1 0:4",
    "0:1 1:1 0:2 r:2",
    "0:2 -3:1 -5:1 -7:2",
    "0:1 4:1 2:1 4:1 0:2",
)
LEFT = ("1 23 23", "1_ 3", "1 2 3", "1 3 2", "1__")
"""What the left hand does with the notes of a chord, a quarter each; `_` holds on."""


def measure(place: int, throw: int) -> Measure:
    """Return the measure for a place (0 to 15) and a throw (2 to 12)."""
    here = PLACES[place]
    # the same throw means another figure at each place
    number = (throw - 2 + 3 * place) % len(FIGURES)
    if here.ending:
        text = (BEFORE if here.ending == "before" else LAST)[number]
        tune = tuple(_step(part, here.home) for part in text.split())
        left = "1 23 1" if here.ending == "last" else LEFT[number % 2 * 2]
    else:
        tune = tuple(_figured(part, here) for part in FIGURES[number].split())
        left = LEFT[(number + place) % len(LEFT)]
    return Measure(tune, _left(left, here.chord), here.sharp)


def _step(part: str, home: int) -> Note:
    said, _, length = part.partition(":")
    return (None if said == "r" else home + int(said)), int(length)


def _figured(part: str, place: Place) -> Note:
    """Read one note of a figure on the chord of a place."""
    said, _, length = part.partition(":")
    aside = said.endswith("+") - (said.endswith("-"))
    # the seventh of a chord is left to the left hand, which leads it downwards
    triad = place.chord[:3]
    ladder = sorted(step + octave for step in triad for octave in (-7, 0, 7, 14, 21))
    start = min(ladder, key=lambda step: (abs(step - place.height), step))
    rung = ladder.index(start) + int(said.rstrip("+-"))
    return ladder[rung] + aside, int(length)


def _left(
    pattern: str, chord: tuple[int, ...]
) -> tuple[tuple[tuple[int, ...], int], ...]:
    """Set a chord for the left hand, the bass an octave under the rest."""
    root = chord[0] - 7 if chord[0] < 4 else chord[0] - 14  # noqa: PLR2004 - half an octave
    # a seventh is heard rather than the fifth
    upper = (chord[1], chord[-1])
    notes = {"1": root, "2": _above(upper[0], root), "3": _above(upper[1], root)}
    quarters = pattern.split()
    return tuple(
        (tuple(notes[one] for one in said.rstrip("_")), 2 + 2 * said.count("_"))
        for said in quarters
    )


def _above(step: int, root: int) -> int:
    """Return the step in the octave above the root's."""
    while step <= root + 1:
        step += 7
    while step > root + 8:
        step -= 7
    return step
