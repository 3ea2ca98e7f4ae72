"""Files as a slip, a bad line or a stranger would leave them."""

from __future__ import annotations

import random


def mutated(source: bytes, draw: random.Random) -> bytes:
    """Flip, delete or insert bytes at one to five places."""
    data = bytearray(source)
    for _ in range(draw.randrange(1, 6)):
        kind, at = draw.randrange(3), draw.randrange(len(data))
        if kind == 0:
            data[at] = draw.randrange(256)
        elif kind == 1:
            del data[at : at + draw.randrange(1, 20)]
        else:
            count = draw.randrange(1, 8)
            data[at:at] = bytes(draw.choice(b'[]{}="\n#.,0aZ\\') for _ in range(count))
    return bytes(data)
