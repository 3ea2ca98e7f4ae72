"""Colours of towns at five hours, and how a wall looks in sun and in shade."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Colours:
    """What a town is painted with, each `#rrggbb`."""

    sky: str
    disc: str
    """Of the sun or the moon."""
    ink: str
    walls: tuple[str, ...]
    roofs: tuple[str, ...]
    stone: str
    earth: str
    grass: str
    paving: str
    window: str
    tree: str


PALETTES = {
    "terracotta": Colours(
        sky="#f3ead8",
        disc="#f7d9a3",
        ink="#4a3328",
        walls=("#e9d3ae", "#e2bf92", "#f0e0c2", "#d9ad84", "#ead0b5", "#dcc39b"),
        roofs=("#b5573a", "#a84a31", "#c26b47", "#9c4630", "#bb6240"),
        stone="#cdb896",
        earth="#b99a70",
        grass="#a7a468",
        paving="#d9c7a6",
        window="#5b4234",
        tree="#4f6042",
    ),
    "dusk": Colours(
        sky="#e9b9a0",
        disc="#f6e2b5",
        ink="#3b2540",
        walls=("#c99a9a", "#b98393", "#d9b0a3", "#a87389", "#cfa39f"),
        roofs=("#5d3a5c", "#6c4164", "#4d3153", "#7a4a66"),
        stone="#94708a",
        earth="#7a5674",
        grass="#6f6a78",
        paving="#b58c97",
        window="#f5d48a",
        tree="#453a58",
    ),
    "winter": Colours(
        sky="#dfe6ea",
        disc="#f6f4ee",
        ink="#3a444d",
        walls=("#c9c3ba", "#b9b4ae", "#d5cdc2", "#aaa9a8", "#c7b9a8"),
        roofs=("#f4f6f7", "#ebeff2", "#e4eaee", "#f8f8f6"),
        stone="#a9aeb2",
        earth="#b9c0c4",
        grass="#eef1f2",
        paving="#e1e6e9",
        window="#4c555d",
        tree="#5a6b66",
    ),
    "night": Colours(
        sky="#16203a",
        disc="#f0ecd6",
        ink="#0d1426",
        walls=("#4c5c86", "#40507a", "#596a98", "#38476d"),
        roofs=("#232d4b", "#1e2742", "#293556"),
        stone="#465378",
        earth="#26304b",
        grass="#24364a",
        paving="#313d5c",
        window="#f4cf72",
        tree="#1a2c3c",
    ),
    "ink": Colours(
        sky="#fbfaf6",
        disc="#f1eee4",
        ink="#1d1c1a",
        walls=("#fbfaf6",),
        roofs=("#e9e6dd", "#dedbd2"),
        stone="#f4f2ec",
        earth="#efece4",
        grass="#f6f4ee",
        paving="#fbfaf6",
        window="#1d1c1a",
        tree="#8c8a84",
    ),
}


def shaded(colour: str, percent: int) -> str:
    """Return a colour with so much of its light, in whole numbers."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{min(255, part * percent // 100):02x}" for part in parts)
