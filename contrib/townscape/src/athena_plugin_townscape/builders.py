"""The builders: one for each word of the grammar that no rule replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from athena_plugin_townscape.grammar import Chance
from athena_plugin_townscape.palettes import Colours, shaded
from athena_plugin_townscape.solids import Box, Side, Solids, along

STOREY = 400


@dataclass(slots=True)
class Site:
    """A plot while it is built on: what stands there, and how high it is by now."""

    solids: Solids
    colours: Colours
    chance: Chance
    box: Box
    level: int
    wall: str
    roof: str
    ambition: float
    plot: Box
    ground: int

    def drawn(self, low: int, high: int) -> int:
        """Return a whole number between two, both included."""
        return low + int(self.chance() * (high - low + 1))


def build(words: Iterable[str], site: Site) -> None:
    """Build what a phrase says, from the ground upwards."""
    for word in words:
        BUILDERS[word](site)


def _sides(site: Site) -> list[tuple[Side, int]]:
    """Return both walls, and how many windows each has room for."""
    widths = (site.box.x1 - site.box.x0, site.box.y1 - site.box.y0)
    sides: list[Side] = ["left", "right"]
    return [
        (side, max(1, width // 240)) for side, width in zip(sides, widths, strict=True)
    ]


def _opening(
    site: Site, side: Side, middle: int, wide: int, low: int, high: int, colour: str
) -> None:
    """Cut an opening with a round head; its place in thousandths of a wall."""
    at = along(site.box, side)
    half, head = wide // 2, (high - low) // 4
    outline = [
        at(middle - half, low),
        at(middle + half, low),
        at(middle + half, high - head),
        at(middle + half * 2 // 3, high - head // 4),
        at(middle, high),
        at(middle - half * 2 // 3, high - head // 4),
        at(middle - half, high - head),
    ]
    site.solids.face(outline, colour, outlined=False)


def _windows(site: Site, low: int, high: int, share: float = 0.85) -> None:
    """Cut windows into both walls, leaving some out."""
    for side, many in _sides(site):
        for number in range(many):
            middle = 1000 * (2 * number + 1) // (2 * many)
            if site.chance() < share:
                wide = 360 // many
                _opening(site, side, middle, wide, low, high, site.colours.window)


def _storey(site: Site) -> None:
    top = site.level + STOREY
    site.solids.box(site.box, site.level, top, site.wall)
    _windows(site, site.level + 120, top - 90)
    site.level = top


def _door_storey(site: Site) -> None:
    top = site.level + STOREY
    site.solids.box(site.box, site.level, top, site.wall)
    door: Side = "left" if site.chance() < 0.5 else "right"  # noqa: PLR2004 - a coin
    other: Side = "right" if door == "left" else "left"
    dark = shaded(site.colours.ink, 120)
    middle = site.drawn(250, 750)
    _opening(site, door, middle, 240, site.level, site.level + 290, dark)
    window = site.colours.window
    _opening(site, other, 500, 180, site.level + 120, top - 100, window)
    site.level = top


def _jetty(site: Site) -> None:
    """Let the next storey hang over the street."""
    site.box = site.box.grown(45)
    top = site.level + 50
    site.solids.box(site.box, site.level, top, shaded(site.colours.roofs[0], 70))
    site.level = top


def _cornice(site: Site) -> None:
    top = site.level + 45
    site.solids.box(site.box.grown(35), site.level, top, shaded(site.wall, 92))
    site.level = top


def _corbel(site: Site) -> None:
    """Widen what comes above, as under a watchman's room."""
    for _ in range(2):
        site.box = site.box.grown(35)
        site.solids.box(site.box, site.level, site.level + 55, shaded(site.wall, 94))
        site.level += 55


def _gable(site: Site) -> None:
    box = site.box.grown(40)
    deep, wide = box.y1 - box.y0, box.x1 - box.x0
    ridge = "x" if wide > deep or (wide == deep and site.chance() < 0.5) else "y"  # noqa: PLR2004
    height = min(deep, wide) * site.drawn(42, 60) // 100
    site.solids.gable(box, site.level, height, site.roof, site.wall, ridge)
    site.level += height * 2 // 3


def _high_gable(site: Site) -> None:
    box = site.box.grown(40)
    height = (box.y1 - box.y0) * 3 // 4
    site.solids.gable(box, site.level, height, site.roof, site.wall, "x")
    at = along(box, "right")
    rose = [(500, 330), (560, 300), (585, 240), (560, 180), (500, 150)]
    rose += [(1000 - share, height) for share, height in reversed(rose[1:-1])]
    spots = [at(share, site.level + height - 140) for share, height in rose]
    site.solids.face(spots, site.colours.window, outlined=False)


def _hip(site: Site) -> None:
    box = site.box.grown(45)
    height = min(box.y1 - box.y0, box.x1 - box.x0) * site.drawn(32, 48) // 100
    site.solids.pyramid(box, site.level, height, site.roof)
    site.level += height // 2


def _pyramid(site: Site) -> None:
    box = site.box.grown(50)
    height = (box.x1 - box.x0) * site.drawn(75, 120) // 100
    site.solids.pyramid(box, site.level, height, site.roof)
    site.level += height


def _spire(site: Site) -> None:
    box = site.box.grown(30)
    height = (box.x1 - box.x0) * site.drawn(200, 280) // 100
    site.solids.pyramid(box, site.level, height, site.roof)
    site.level += height


def _terrace(site: Site) -> None:
    """Leave a flat roof with a low wall around."""
    _rim(site, site.box.grown(20), 90)
    site.level += 90


def _rim(site: Site, box: Box, height: int) -> None:
    low, high = site.level, site.level + height
    site.solids.box(box, low, low + 10, site.wall)
    thick = 40
    site.solids.box(Box(box.x0, box.y0, box.x1, box.y0 + thick), low, high, site.wall)
    site.solids.box(Box(box.x0, box.y0, box.x0 + thick, box.y1), low, high, site.wall)
    site.solids.box(Box(box.x0, box.y1 - thick, box.x1, box.y1), low, high, site.wall)
    site.solids.box(Box(box.x1 - thick, box.y0, box.x1, box.y1), low, high, site.wall)


def _battlement(site: Site) -> None:
    """Crown it with merlons, the further ones first."""
    box = site.box.grown(45)
    site.solids.box(box, site.level, site.level + 110, shaded(site.wall, 97))
    low = site.level + 110
    merlons(site.solids, box, low, site.wall, back=True)
    merlons(site.solids, box, low, site.wall, back=False)
    site.box, site.level = site.box.grown(-30), low


def merlons(solids: Solids, box: Box, low: int, colour: str, *, back: bool) -> None:
    """Set merlons on two edges of a box: the two further ones, or the two nearer."""
    high, thick = low + 120, 70
    x, y = (box.x0, box.y0) if back else (box.x1 - thick, box.y1 - thick)
    along_x = [Box(at, y, at + 80, y + thick) for at in _teeth(box.x0, box.x1)]
    along_y = [Box(x, at, x + thick, at + 80) for at in _teeth(box.y0, box.y1)]
    for tooth in sorted(along_x + along_y, key=lambda one: (one.x0 + one.y0, one.x0)):
        solids.box(tooth, low, high, colour)


def _teeth(start: int, end: int) -> list[int]:
    """Return where merlons of 80 begin, one at each end and gaps as wide between."""
    gaps = max(1, round((end - start - 80) / 165))
    return [start + (end - start - 80) * number // gaps for number in range(gaps + 1)]


def _slim(site: Site) -> None:
    """Keep to the middle of the plot."""
    x, y = site.plot.middle
    half = site.drawn(170, 220)
    site.box = Box(x - half, y - half, x + half, y + half)


def _foot(site: Site) -> None:
    """Begin a tower with a sloping foot of rough stone."""
    box = site.box.grown(35)
    top = site.level + 120
    site.solids.box(box, site.level, top, site.colours.stone)
    site.level = top


def _shaft(site: Site) -> None:
    """Raise a tower, with a slit here and there."""
    storeys = max(2, round(site.drawn(5, 11) * site.ambition))
    low, site.level = site.level, site.level + storeys * 270
    site.solids.box(site.box, low, site.level, site.wall)
    for number in range(storeys):
        for side, _ in _sides(site):
            if site.chance() < 0.34:  # noqa: PLR2004 - about a third
                start = low + 270 * number + 70
                middle = site.drawn(380, 620)
                window = site.colours.window
                _opening(site, side, middle, 150, start, start + 150, window)


def _guard_shaft(site: Site) -> None:
    """Raise a tower of the wall."""
    low, site.level = site.level, site.level + site.drawn(900, 1150)
    site.solids.box(site.box, low, site.level, site.wall)
    for side, _ in _sides(site):
        start = site.level - 330
        _opening(site, side, 500, 120, start, start + 180, site.colours.window)


def _turret(site: Site) -> None:
    """Set a smaller tower on top."""
    x, y = site.box.middle
    half = (site.box.x1 - site.box.x0) * 28 // 100
    site.box = Box(x - half, y - half, x + half, y + half)
    low, site.level = site.level, site.level + site.drawn(320, 520)
    site.solids.box(site.box, low, site.level, site.wall)
    for side, _ in _sides(site):
        _opening(site, side, 500, 300, low + 130, low + 260, site.colours.window)


def _bells(site: Site) -> None:
    """Open a storey on all sides, for bells."""
    low, site.level = site.level, site.level + 460
    site.solids.box(site.box, low, site.level, site.wall)
    for side, _ in _sides(site):
        for middle in (300, 700):
            window = site.colours.window
            _opening(site, side, middle, 250, low + 80, site.level - 70, window)


def _aside(site: Site) -> None:
    """Go to the far corner, where the campanile stands."""
    plot = site.plot
    site.box = Box(plot.x0, plot.y0, plot.x0 + 380, plot.y0 + 380)


def _back(site: Site) -> None:
    """Come back down, to the rest of the plot."""
    plot = site.plot
    site.box = Box(plot.x0 + 60, plot.y0 + 330, plot.x1 - 20, plot.y1 - 20)
    site.level = site.ground


def _nave(site: Site) -> None:
    low, site.level = site.level, site.level + 950
    site.solids.box(site.box, low, site.level, site.wall)
    dark = shaded(site.colours.ink, 120)
    _opening(site, "right", 500, 300, low, low + 430, dark)
    for middle in (170, 390, 610, 830):
        window = site.colours.window
        _opening(site, "left", middle, 90, low + 330, low + 760, window)


def _dome_foot(site: Site) -> None:
    """Set a low clerestory on the nave."""
    site.box = site.box.grown(-60)
    low, site.level = site.level, site.level + 240
    site.solids.box(site.box, low, site.level, site.wall)
    _windows(site, low + 60, site.level - 60, 1.0)


def _chimney(site: Site) -> None:
    x, y = site.box.middle
    x += site.drawn(-90, 90)
    box = Box(x - 45, y - 45, x + 45, y + 45)
    site.solids.box(box, site.level - 120, site.level + 190, shaded(site.wall, 90))


def _cypress(site: Site) -> None:
    """Plant a tree; the nearer ones are planted later by whoever asks for more."""
    plot = site.plot
    # each next one stands nearer to the eye, else it would hide behind an earlier one
    step = site.drawn(0, 120)
    x = plot.x0 + 150 + step + (site.level - site.ground) * 60
    y = plot.y0 + site.drawn(150, 800)
    height, half = site.drawn(520, 900), 95
    green = site.colours.tree
    box = Box(x - half, y - half, x + half, y + half)
    site.solids.box(
        box.grown(-70), site.ground, site.ground + 90, shaded(site.colours.ink, 130)
    )
    site.solids.pyramid(box, site.ground + 80, height, green)
    site.level += 4


def _square(site: Site) -> None:
    """Pave it."""
    site.solids.flat(site.plot.grown(-40), site.level, site.colours.paving)


def _well(site: Site) -> None:
    _square(site)
    x, y = site.plot.middle
    for half, height in ((210, 40), (150, 80), (100, 190)):
        box = Box(x - half, y - half, x + half, y + half)
        site.solids.box(box, site.level, site.level + height, site.colours.stone)
    dark = Box(x - 65, y - 65, x + 65, y + 65)
    site.solids.flat(dark, site.level + 190, site.colours.ink, 100)


BUILDERS: dict[str, Callable[[Site], None]] = {
    "aside": _aside,
    "back": _back,
    "battlement": _battlement,
    "bells": _bells,
    "chimney": _chimney,
    "corbel": _corbel,
    "cornice": _cornice,
    "cypress": _cypress,
    "dome-foot": _dome_foot,
    "door-storey": _door_storey,
    "foot": _foot,
    "gable": _gable,
    "guard-shaft": _guard_shaft,
    "high-gable": _high_gable,
    "hip": _hip,
    "jetty": _jetty,
    "nave": _nave,
    "pyramid": _pyramid,
    "shaft": _shaft,
    "slim": _slim,
    "spire": _spire,
    "square": _square,
    "storey": _storey,
    "terrace": _terrace,
    "turret": _turret,
    "well": _well,
}
