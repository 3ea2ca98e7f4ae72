"""Little verses put together by a grammar that was written for this.

A verse is made of ballad stanzas: an opening that is a sentence, then a turn that leans
on it, every second turn rhyming with the one before. Nobody's poem was used. The same
number gives the same verse.
"""

from __future__ import annotations

from random import Random

THEMES: dict[str, tuple[str, ...]] = {
    "Sea": (
        "tide",
        "harbour",
        "lighthouse",
        "small boat",
        "gull",
        "shore",
        "salt wind",
    ),
    "Garden": (
        "apple tree",
        "foxglove",
        "bee",
        "garden wall",
        "ivy",
        "blackbird",
        "rose",
    ),
    "Night": (
        "moon",
        "lantern",
        "moth",
        "owl",
        "first star",
        "dark lane",
        "sleeping town",
    ),
    "Weather": (
        "rain",
        "north wind",
        "grey cloud",
        "thaw",
        "mist",
        "late sun",
        "storm",
    ),
    "House": ("kettle", "open door", "stair", "clock", "old chair", "window", "fire"),
    "Road": (
        "bridge",
        "milestone",
        "crooked gate",
        "cart track",
        "hill",
        "river",
        "mill",
    ),
}
"""What a verse of each theme speaks of."""

DOES: dict[str, tuple[str, ...]] = {
    "quiet": (
        "waits",
        "listens",
        "leans a little",
        "keeps its counsel",
        "holds its breath",
    ),
    "stirring": (
        "wakes",
        "sings to itself",
        "turns about",
        "calls my name",
        "sets out",
    ),
    "fading": ("grows dim", "is almost gone", "falls silent", "drifts away", "forgets"),
}
"""What it does, by the mood of the verse."""

WHERE = (
    "in the morning",
    "beyond the meadow",
    "under the eaves",
    "at the end of summer",
    "before we are ready",
    "past the orchard",
    "beside the water",
    "in its own good time",
    "behind the houses",
    "without a word",
)
OTHERS = (
    "I put my work down and I follow",
    "We leave the lamp in the window",
    "My sister laughs in the doorway",
    "Somebody whistles an answer",
    "The children run out without shoes on",
    "You hold out your hand in the half-light",
    "I count all the things that are with me",
    "We carry the bread and the basket",
    "An old dog looks up and lies down",
    "The neighbours have taken the washing",
    "I write it all down in a letter",
    "Nobody speaks for a moment",
)
RHYMES: tuple[tuple[str, ...], ...] = (
    (
        "at the quiet end of the day",
        "as if it had something to say",
        "and the shadows are cool and grey",
        "and I would not have it away",
        "while the dust goes dancing its way",
    ),
    (
        "and the whole of the lane is white",
        "till the corners fill up with light",
        "and it keeps me awake in the night",
        "and the swallows go out of sight",
        "as the evening is folded tight",
    ),
    (
        "where the river runs down to the sea",
        "and it has no need of me",
        "and the blossom lets go of the tree",
        "as easy as breathing, and free",
        "and I let what is over be",
    ),
    (
        "and it will not come again",
        "to the sound of a summer rain",
        "like a finger along the pane",
        "and the field gives up its grain",
        "at the turn of the narrow lane",
    ),
    (
        "and the world for an hour is still",
        "and the bells come over the hill",
        "like a bird on a window sill",
        "and it gives what a cup can fill",
        "and it follows no other will",
    ),
    (
        "with its hands on the sun-warm stone",
        "and it seems to have always known",
        "where the seeds of the grass are blown",
        "and I am not here alone",
        "in a voice that is half my own",
    ),
    (
        "with nothing above but the sky",
        "and the white geese go calling by",
        "and it never will tell me why",
        "and the washing is nearly dry",
        "and the larks are a long way high",
    ),
    (
        "and the first of it falls like snow",
        "for it has not far to go",
        "and the embers begin to glow",
        "and the roots of it sleep below",
        "and everything after is slow",
    ),
    (
        "and the scent of it stays on the air",
        "and I wish that you had been there",
        "with a leaf or a light in its hair",
        "and the cat has come up the stair",
        "without any hurry or care",
    ),
    (
        "and the half of it is a song",
        "as it has done all summer long",
        "and the stream takes the leaf along",
        "like a thing that could do no wrong",
        "and the scent of the thyme is strong",
    ),
)
"""Turns that rhyme with each other."""


def verse(number: int) -> tuple[str, str, str]:
    """Return verse `number`: its theme, title and text, a line feed after each line."""
    chance = Random(f"verse {number}")  # noqa: S311 - art
    theme = tuple(THEMES)[number % len(THEMES)]
    mood = chance.choice(tuple(DOES))
    things = chance.sample(THEMES[theme], 4)
    sounds = chance.sample(RHYMES, 3)
    others = chance.sample(OTHERS, 3)
    stanzas = [
        _stanza(chance, things[part], DOES[mood], others[part], sounds[part])
        for part in range(chance.randint(1, 3))
    ]
    title = f"The {things[0].title()}"
    if chance.random() < 0.4:  # noqa: PLR2004 - for variety
        title = f"{things[0].capitalize()} and {things[1]}"
    return theme, title, "\n\n".join(stanzas) + "\n"


def _stanza(
    chance: Random,
    thing: str,
    does: tuple[str, ...],
    other: str,
    sounds: tuple[str, ...],
) -> str:
    first, second = chance.sample(sounds, 2)
    opening = f"The {thing} {chance.choice(does)} {chance.choice(WHERE)}"
    lines = (f"{opening},", f"{first};", f"{other},", f"{second}.")
    return "\n".join(lines)
