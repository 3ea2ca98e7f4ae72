"""A town: plots on a hill, what stands on each, and the wall around."""

from __future__ import annotations

from athena_plugin_townscape.builders import Site, build, merlons
from athena_plugin_townscape.grammar import Chance, grow
from athena_plugin_townscape.palettes import Colours, shaded
from athena_plugin_townscape.params import TownscapeParams
from athena_plugin_townscape.solids import Box, Solids

PLOT = 1000
CLIFF = 700
"""How deep the ground is cut at its edge."""
WALL = 640


class Town:
    """One town while it is founded; `words` says what came of each plot."""

    def __init__(
        self,
        params: TownscapeParams,
        colours: Colours,
        chance: Chance,
    ) -> None:
        self.params, self.colours, self.chance = params, colours, chance
        self.solids = Solids("left" if params.sun == "left" else "right")
        self.ring = 1 if params.walled else 0
        self.side = params.plots + 2 * self.ring
        self.words: dict[tuple[int, int], list[str]] = {}
        self.summit = self._inner(), self._inner()
        self.gate = self._inner(), self._inner()

    def _inner(self) -> int:
        """Draw a plot's number, not far from the middle."""
        return self.side // 3 + int(self.chance() * max(1, self.side // 3))

    def found(self) -> Solids:
        """Build it all, from the furthest plot to the nearest."""
        church = self._church()
        order = [(x, y) for x in range(self.side) for y in range(self.side)]
        for x, y in sorted(order, key=lambda one: (sum(one), one[0])):
            ground = self._ground(x, y)
            self._earth(x, y, ground)
            if self.ring and not (0 < x < self.side - 1 and 0 < y < self.side - 1):
                self._wall(x, y, ground)
            else:
                words = list(grow(self._kind(x, y, church), self.chance))
                self.words[x, y] = words
                build(words, self._site(x, y, ground))
        return self.solids

    def _church(self) -> tuple[int, int]:
        low, high = self.ring, self.side - 1 - self.ring
        x, y = (min(high, max(low, at)) for at in self.summit)
        return x, y

    def _kind(self, x: int, y: int, church: tuple[int, int]) -> str:
        """Say what a plot is to become; the highest one carries the church."""
        drawn, built = self.chance(), self.chance()
        if (x, y) == church:
            return "church"
        if drawn < self.params.towers:
            return "tower"
        return "house" if built < self.params.crowding else "open"

    def _ground(self, x: int, y: int) -> int:
        """Return how high a plot lies: a hill of terraces with a summit."""
        far = max(abs(x - self.summit[0]), abs(y - self.summit[1]))
        far += min(abs(x - self.summit[0]), abs(y - self.summit[1])) // 2
        steep = round(900 * self.params.hill)
        reach = self.side // 2
        return max(0, reach - far) * steep

    def _earth(self, x: int, y: int, ground: int) -> None:
        box = Box(PLOT * x, PLOT * y, PLOT * (x + 1), PLOT * (y + 1))
        rim = x in {0, self.side - 1} or y in {0, self.side - 1}
        top = self.colours.grass if rim else self.colours.paving
        for side in ("left", "right"):
            self.solids.wall(box, side, -CLIFF, ground, self.colours.earth, plain=True)
        self.solids.flat(box, ground, top)

    def _site(self, x: int, y: int, ground: int) -> Site:
        inset = [30 + int(self.chance() * 130) for _ in range(4)]
        plot = Box(PLOT * x, PLOT * y, PLOT * (x + 1), PLOT * (y + 1)).grown(-40)
        box = Box(
            PLOT * x + inset[0],
            PLOT * y + inset[1],
            PLOT * (x + 1) - inset[2],
            PLOT * (y + 1) - inset[3],
        )
        walls, roofs = self.colours.walls, self.colours.roofs
        return Site(
            solids=self.solids,
            colours=self.colours,
            chance=self.chance,
            box=box,
            level=ground,
            wall=walls[int(self.chance() * len(walls))],
            roof=roofs[int(self.chance() * len(roofs))],
            ambition=self.params.ambition,
            plot=plot,
            ground=ground,
        )

    # --- the wall ----------------------------------------------------------------

    def _wall(self, x: int, y: int, ground: int) -> None:
        """Build one piece of the wall: a corner, the gate, or what is between."""
        last = self.side - 1
        corner = x in {0, last} and y in {0, last}
        site = self._site(x, y, ground)
        site.wall, site.roof = self.colours.stone, self.colours.roofs[0]
        middle_x, middle_y = site.plot.middle
        if not corner:
            self._curtain(x, y, ground)
        if corner or self.chance() < 0.16:  # noqa: PLR2004 - about one in six
            half = 330 if corner else 250
            across, down = self._outward(x, y)
            middle_x, middle_y = middle_x + across, middle_y + down
            site.box = Box(
                middle_x - half, middle_y - half, middle_x + half, middle_y + half
            )
            build(grow("guard", self.chance), site)

    def _outward(self, x: int, y: int) -> tuple[int, int]:
        last = self.side - 1
        across = 150 * ((x == last) - (x == 0))
        return across, 150 * ((y == last) - (y == 0))

    def _curtain(self, x: int, y: int, ground: int) -> None:
        """Build a straight piece of wall, along the edge of the town."""
        last, across = self.side - 1, self._outward(x, y)
        left, top = PLOT * x + 330 + across[0], PLOT * y + 330 + across[1]
        along_x = y in {0, last}
        box = (
            Box(PLOT * x, top, PLOT * (x + 1), top + 340)
            if along_x
            else Box(left, PLOT * y, left + 340, PLOT * (y + 1))
        )
        stone = self.colours.stone
        self.solids.box(box, ground, ground + WALL, stone)
        if self._has_gate(x, y):
            self._arch(box, ground, along_x=along_x)
        merlons(self.solids, box, ground + WALL, stone, back=True)
        merlons(self.solids, box, ground + WALL, stone, back=False)

    def _has_gate(self, x: int, y: int) -> bool:
        last = self.side - 1
        return (y == last and x == self.gate[0]) or (x == last and y == self.gate[1])

    def _arch(self, box: Box, ground: int, *, along_x: bool) -> None:
        """Open the gate."""
        start, end = (box.x0, box.x1) if along_x else (box.y0, box.y1)
        middle = (start + end) // 2
        heights = [(-190, 0), (-190, 330), (-120, 440), (0, 480)]
        heights += [(-at, high) for at, high in reversed(heights[:-1])]
        spots = [
            (middle + at, box.y1, ground + high)
            if along_x
            else (box.x1, middle + at, ground + high)
            for at, high in heights
        ]
        self.solids.face(spots, shaded(self.colours.ink, 110), outlined=False)
