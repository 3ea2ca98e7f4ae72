"""From notes to sound, in whole numbers: a tone is two waves that fade differently.

A bright wave that dies soon over a mellow one that stays is what a struck or plucked
string does. Nothing depends on how a machine rounds, so a seed is the same sound
everywhere.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp, pi, sin
from operator import add

from athena_plugin_dice_waltz.params import Instrument
from athena_plugin_dice_waltz.score import Played

TABLE = 2048
"""Samples of one turn of a wave."""
BLOCK = 32
"""Samples in which a tone keeps its loudness: about a thousandth of a second."""
FULL = 1 << 16
LOUDEST = 27_000
"""Of 32,767, so that nothing ever clips."""
ECHOES = ((1557, 61), (1877, 58), (2333, 54))
"""Of the room: samples at 22,050 a second, and hundredths that come back."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How an instrument sounds."""

    bright: tuple[float, ...]
    """Strength of each partial of the wave that dies soon."""
    mellow: tuple[float, ...]
    fades: tuple[float, float]
    """Seconds in which the bright and the mellow wave fall to a third."""
    attack: float
    """Seconds until it is loud."""


VOICES: dict[Instrument, Voice] = {
    "fortepiano": Voice(
        (0.5, 0.6, 0.45, 0.3, 0.22, 0.14, 0.09, 0.05),
        (1.0, 0.36, 0.13, 0.05, 0.02),
        (0.11, 0.75),
        0.004,
    ),
    "harpsichord": Voice(
        (0.5, 0.55, 0.6, 0.5, 0.45, 0.4, 0.3, 0.28, 0.22, 0.18, 0.13, 0.1),
        (0.7, 0.5, 0.42, 0.25, 0.18, 0.1),
        (0.22, 0.5),
        0.001,
    ),
    "flute": Voice((0.0, 0.2, 0.08), (1.0, 0.22, 0.07, 0.02), (0.3, 9.0), 0.05),
    "music-box": Voice(
        (0.2, 0.0, 0.5, 0.0, 0.3, 0.22), (1.0, 0.05, 0.08), (0.06, 0.6), 0.001
    ),
    "organ": Voice(
        (0.0, 0.1), (0.9, 0.6, 0.12, 0.36, 0.05, 0.1, 0.0, 0.2), (0.2, 99.0), 0.02
    ),
}


def played(
    notes: Iterable[Played],
    *,
    eighth: int,
    instrument: Instrument,
    bass: float,
    room: float,
    rate: int,
) -> array[int]:
    """Return the samples of a score; `eighth` is how many samples an eighth takes."""
    heard = list(notes)
    end = max(one.start + one.length for one in heard) * eighth // 1000
    longest = max(one.length for one in heard) * eighth // 1000 + rate
    mixed = array("q", bytes(8 * (end + 2 * rate)))
    left = round(100 * bass)
    for one in heard:
        loud = one.loud * left // 100 if one.left else one.loud
        length = one.length * eighth // 1000
        sound = _let_go(tone(instrument, one.key, longest, rate), length, rate)
        start = one.start * eighth // 1000
        place = slice(start, start + len(sound))
        mixed[place] = array(
            "q",
            (
                before + now * loud // 100
                for before, now in zip(mixed[place], sound, strict=True)
            ),
        )
    return _levelled(_in_a_room(mixed, round(100 * room), rate))


def _let_go(sound: array[int], length: int, rate: int) -> array[int]:
    """Return a tone that is held for so many samples, and then damped."""
    damped = sound[:length]
    fall = rate // 12
    for at in range(0, fall, BLOCK):
        left = (fall - at) * 256 // fall
        left = left * left >> 8
        block = sound[length + at : length + at + BLOCK]
        damped.extend([sample * left >> 8 for sample in block])
    return damped


@cache
def waves(instrument: Instrument) -> tuple[list[int], list[int]]:
    """Return one turn of the bright and of the mellow wave."""
    voice = VOICES[instrument]
    return _wave(voice.bright), _wave(voice.mellow)


def _wave(partials: tuple[float, ...]) -> list[int]:
    return [
        round(
            1000
            * sum(
                strength * sin(2 * pi * at * (number + 1) / TABLE)
                for number, strength in enumerate(partials)
            ),
        )
        for at in range(TABLE)
    ]


@cache
def tone(instrument: Instrument, key: int, length: int, rate: int) -> array[int]:
    """Return one note of a keyboard, held for so many samples."""
    voice, (bright, mellow) = VOICES[instrument], waves(instrument)
    hertz = 440 * 2 ** ((key - 69) / 12)
    pace = round(hertz * TABLE * FULL / rate)
    # a high string is shorter, and fades sooner
    high = 2 ** ((key - 69) / 24)
    falls = [round(FULL * exp(-BLOCK * high / rate / fade)) for fade in voice.fades]
    rise = max(BLOCK, round(voice.attack * rate))
    one, two = FULL, FULL
    sound = array("q")
    for at in range(0, length, BLOCK):
        turns = [
            (phase >> 16) % TABLE
            for phase in range(pace * at, pace * (at + BLOCK), pace)
        ]
        sound.extend([(bright[now] * one + mellow[now] * two) >> 16 for now in turns])
        one, two = one * falls[0] >> 16, two * falls[1] >> 16
    start = array("q", (sound[at] * at // rise for at in range(rise)))
    return start + sound[rise:]


def _in_a_room(dry: array[int], share: int, rate: int) -> array[int]:
    """Add what a room gives back: three echoes that answer themselves."""
    if not share:
        return dry
    wet = array("q", bytes(8 * len(dry)))
    for delay, again in ECHOES:
        behind = delay * rate // 22_050
        back = array("q", dry)
        for start in range(behind, len(back), behind):
            earlier = back[start - behind : start]
            part = back[start : start + behind]
            answered = (
                now + before * again // 100
                for now, before in zip(part, earlier, strict=False)
            )
            back[start : start + behind] = array("q", answered)
        wet = array("q", map(add, wet, back))
    # softened: a wall keeps the high tones
    soft = array("q", map(add, wet, wet[-1:] + wet[:-1]))
    return array(
        "q",
        (one + two * share // 1200 for one, two in zip(dry, soft, strict=True)),
    )


def _levelled(samples: array[int]) -> array[int]:
    """Bring it to one loudness, and end it where it has died away."""
    peak = max(map(abs, samples)) or 1
    levelled = array("h", (one * LOUDEST // peak for one in samples))
    end = len(levelled)
    while end > 1 and abs(levelled[end - 1]) < 6:  # noqa: PLR2004 - not to be heard
        end -= 1
    return levelled[:end]
