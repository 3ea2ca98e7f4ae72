"""The seven uses of a work, each asked for by itself; there is no "all"."""

from __future__ import annotations

from typing import Literal, get_args

from athena_core.consent.fields import Strict
from athena_core.protocols import Use

Permission = Literal["no", "noncommercial", "any"]
ORDER: tuple[Permission, ...] = get_args(Permission)
"""From the narrowest to the widest."""
USES: tuple[Use, ...] = get_args(Use)

IN_WORDS: dict[Use, str] = {
    "train": "a model may learn from it",
    "imitate": "it may be given as a style, an image or an example to follow",
    "share_model": "a model that learned from it may be shared",
    "publish_outputs": "pieces of such a model may be published",
    "show_work": "the work itself may be shown",
    "redistribute_work": "copies of the work may be passed on",
    "keep_fingerprint": "its hashes may be kept after a withdrawal, to keep it out",
}


class Permits(Strict):
    """What is given. A use that is not written is not given."""

    train: Permission = "no"
    """Learning from the work; never implies `imitate`."""
    imitate: Permission = "no"
    """Following it at make time: style reference, image input or example."""
    share_model: Permission = "no"
    publish_outputs: Permission = "no"
    show_work: Permission = "no"
    redistribute_work: Permission = "no"
    keep_fingerprint: Permission = "no"

    def of(self, use: Use) -> Permission:
        """Return what is given for one use."""
        given: Permission = getattr(self, use)
        return given

    def wider_than(self, other: Permits) -> list[Use]:
        """Return the uses for which this gives more than the other."""
        return [
            use
            for use in USES
            if ORDER.index(self.of(use)) > ORDER.index(other.of(use))
        ]


def narrowest(*given: Permission) -> Permission:
    """Return the narrowest of several permissions."""
    return min(given, key=ORDER.index)
