"""What the guard against near copies catches, and what it cannot: the published table.

    ATHENA_TEST_DATA=../shared/data python benchmarks/near_copies.py
    ATHENA_TEST_DATA=../shared/data python benchmarks/near_copies.py --generated 1000

Works that the shipped models learned from are disguised and held against the models'
own fingerprints at the limits of their cards; held-out works tell the false alarms.
With `--generated` the shipped models make so many pieces, and it counts the redrawn.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageEnhance, ImageFilter, ImageOps

from athena_core import Model, Piece, Skipped, Work, guard, pictures, run
from athena_core.library import models
from athena_core.nearcopy import looks, taking
from athena_core.plugins import plugins
from athena_core.run.making import drawn

SIDE = 64
"""What a small painter paints: works are disguised at its size too."""
PICTURES, POEMS = 202, 421
"""Works that are disguised, spread evenly over the ledgers: each third, each eighth."""
GENERATORS = ("poet", "painter")
Alter = Callable[[Image.Image], Image.Image]
Reword = Callable[[list[list[str]], random.Random], list[list[str]]]


def data() -> Path:
    """Return the folder of real works; leaves with a sentence where there is none."""
    folder = Path(os.environ.get("ATHENA_TEST_DATA", ""))
    if not (folder / "paintings").is_dir():
        sys.exit("set ATHENA_TEST_DATA to the folder that holds paintings/ and poems/")
    return folder


def shipped(generator: str) -> Model:
    """Return a shipped model."""
    named = plugins().generator(generator)
    model = models.shipped(named.spec.weights, named.id)
    if model is None:
        sys.exit(f"{named.id} ships no weights here")
    return model


def works(name: str, lines: Iterable[dict[str, str]]) -> list[Work]:
    """Return the works of a ledger's lines, as a collection has them."""
    _, dataset = run.offered(plugins(), run.Offer(name=str(data() / name)))
    wanted = {line["sha256"] for line in lines}
    found = (one for one in dataset.works() if not isinstance(one, Skipped))
    return [one for one in found if one.sha256 in wanted]


# --- pictures --------------------------------------------------------------------


def jpeg(quality: int) -> Alter:
    """Save as JPEG."""

    def alter(image: Image.Image) -> Image.Image:
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality)
        return Image.open(stream).convert("RGB")

    return alter


def noise(image: Image.Image) -> Image.Image:
    """Add grain of 20 levels."""
    grain = Image.effect_noise(image.size, 20).convert("RGB")
    return ImageChops.add(image, grain, offset=-128)


def blur(image: Image.Image) -> Image.Image:
    """Blur by a fortieth of the width."""
    return image.filter(ImageFilter.GaussianBlur(image.width / 40))


def faded(image: Image.Image) -> Image.Image:
    """Make brighter by 30 % and take 40 % of the contrast."""
    return ImageEnhance.Contrast(ImageEnhance.Brightness(image).enhance(1.3)).enhance(
        0.6,
    )


def cut(share: float, across: float = 0.5, down: float = 0.5) -> Alter:
    """Cut a share off each side's length; by itself the middle stays."""

    def alter(image: Image.Image) -> Image.Image:
        width, height = (round(side * (1 - share)) for side in image.size)
        left = round((image.width - width) * across)
        top = round((image.height - height) * down)
        return image.crop((left, top, left + width, top + height))

    return alter


def shift(pixels: int) -> Alter:
    """Move to the right and down, by pixels of 64; what comes free repeats the edge."""

    def alter(image: Image.Image) -> Image.Image:
        by = round(pixels * image.width / SIDE), round(pixels * image.height / SIDE)
        moved = image.transform(
            image.size,
            Image.Transform.AFFINE,
            (1, 0, -by[0], 0, 1, -by[1]),
        )
        moved.paste(image.crop((0, 0, by[0], image.height)), (0, 0))
        moved.paste(image.crop((0, 0, image.width, by[1])), (0, 0))
        return moved

    return alter


def turned(image: Image.Image) -> Image.Image:
    """Turn by five degrees, what comes free in grey."""
    return image.rotate(5, Image.Resampling.BICUBIC, fillcolor=(128, 128, 128))


def tinted(image: Image.Image) -> Image.Image:
    """Paint in another colour."""
    return ImageOps.colorize(image.convert("L"), "midnightblue", "moccasin")


ALTERED: dict[str, Alter] = {
    "the work itself": lambda image: image,
    "JPEG, quality 50": jpeg(50),
    "JPEG, quality 10": jpeg(10),
    "noise, 20 levels": noise,
    "blur, 1/40 of the width": blur,
    "brighter and faded": faded,
    "one colour": tinted,
    "mirrored": ImageOps.mirror,
    "upside down": ImageOps.flip,
    "middle, 10 % off each side's length": cut(0.10),
    "middle, 25 % off": cut(0.25),
    "corner, 10 % off": cut(0.10, 0, 0),
    "corner, 25 % off": cut(0.25, 0, 0),
    "shifted by 3 pixels of 64": shift(3),
    "turned by 5 degrees": turned,
    "negative": ImageOps.invert,
}


def blended(images: Sequence[Image.Image]) -> list[Image.Image]:
    """Return each with 30 % of the next over it."""
    following = [*images[1:], images[0]]
    return [
        Image.blend(one, other.resize(one.size), 0.3)
        for one, other in zip(images, following, strict=True)
    ]


def square(image: Image.Image) -> Image.Image:
    """Return a work as the shipped painter learns it."""
    return pictures.square(pictures.trim_margin(image), SIDE, "crop")


def of_pictures() -> None:
    """Print the table of pictures."""
    model = shipped("painter")
    sentry = guard.Guard(model)
    learned = works("paintings", model.ledger["works"])
    some = _spread(learned, PICTURES)
    whole = [looks.decoded(found) for one in some if (found := taking.read(one))]
    small = [square(image) for image in whole]
    print(f"pictures: {len(whole)} of the painter's {len(learned)}, {_limits(model)}\n")
    print("| a copy, but | as in its file | as learned: 64 x 64 | one view, views |")
    print("|---|---:|---:|---:|")
    for name, alter in ALTERED.items():
        _row(
            name, sentry, [[alter(image) for image in kind] for kind in (whole, small)]
        )
    _row("30 % of another work over it", sentry, [blended(whole), blended(small)])
    unseen = works("paintings", model.ledger["held_out"])
    held = [looks.decoded(found) for one in unseen if (found := taking.read(one))]
    title = f"false alarms: {len(held)} works held out"
    _row(title, sentry, [held, [square(image) for image in held]])
    others = _others(model)
    title = f"false alarms: {len(others)} other works it never saw"
    _row(title, sentry, [others, [square(image) for image in others]])


def _spread(found: Sequence[Work], count: int) -> Sequence[Work]:
    return found[:: max(1, len(found) // count)]


def _others(model: Model) -> list[Image.Image]:
    """Return the collection's works that the painter has nothing to do with."""
    lines = [*model.ledger["works"], *model.ledger["held_out"]]
    known = {line["sha256"] for line in lines}
    _, dataset = run.offered(plugins(), run.Offer(name=str(data() / "paintings")))
    found = (one for one in dataset.works() if not isinstance(one, Skipped))
    read = (taking.read(one) for one in found if one.sha256 not in known)
    return [looks.decoded(one) for one in read if one is not None]


def _limits(model: Model) -> str:
    card = model.card.get("guard", {}).get("pictures", {})
    one, views = (card.get(name, {}).get("limit") for name in METHODS)
    return f"refused to {one} bits (one view) or {views} bits (views)"


METHODS = looks.ONE_VIEW, looks.VIEWS


def _row(
    name: str,
    sentry: guard.Guard,
    kinds: Sequence[Sequence[Image.Image]],
) -> None:
    shares, single = [], []
    for images in kinds:
        found = [sentry.check(_piece(image)).checks for image in images]
        caught = [[not one.passed for one in checks] for checks in found]
        shares.append(_share(sum(map(any, caught)), len(caught)))
        single = [
            _share(sum(column), len(caught)) for column in zip(*caught, strict=True)
        ]
    print(f"| {name} | {shares[0]} | {shares[1]} | {', '.join(single[1:])} |")


def _piece(image: Image.Image) -> Piece:
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=1)
    return Piece(media_type="image/png", data=stream.getvalue())


def _share(count: int, total: int) -> str:
    share = 100 * count / max(1, total)
    return f"{share:.1f} %" if 0 < share < 2 else f"{share:.0f} %"


# --- poems -----------------------------------------------------------------------


def swapped(every: int) -> Reword:
    """Put another word for each so-many-th."""

    def reword(lines: list[list[str]], _chance: random.Random) -> list[list[str]]:
        count = 0
        made = []
        for line in lines:
            row = []
            for word in line:
                count += 1
                row.append("otherwise" if count % every == 0 else word)
            made.append(row)
        return made

    return reword


def one_word(lines: list[list[str]], chance: random.Random) -> list[list[str]]:
    """Change one word a line."""
    made = [list(line) for line in lines]
    for line in made:
        if line:
            line[chance.randrange(len(line))] = "otherwise"
    return made


def shuffled(lines: list[list[str]], chance: random.Random) -> list[list[str]]:
    """Put the lines in another order."""
    made = list(lines)
    chance.shuffle(made)
    return made


def in_lines(lines: list[list[str]], _chance: random.Random) -> list[list[str]]:
    """Put the words in a line each, in capitals, without a mark."""
    return [[word.strip(",.;:!?\"'").upper()] for line in lines for word in line]


def present(lines: list[list[str]], _chance: random.Random) -> list[list[str]]:
    """Put some verbs in another tense, and thou for you."""
    other = {
        "was": "is", "were": "are", "had": "has", "did": "does", "came": "comes",
        "went": "goes", "said": "says", "saw": "sees", "is": "was", "are": "were",
        "has": "had", "thou": "you", "thee": "you", "thy": "your", "hath": "has",
    }  # fmt: skip
    return [[other.get(word.lower(), word) for word in line] for line in lines]


def without_small(lines: list[list[str]], _chance: random.Random) -> list[list[str]]:
    """Leave out articles and "and"."""
    small = {"the", "a", "an", "and"}
    return [[word for word in line if word.lower() not in small] for line in lines]


def first_lines(count: int) -> Reword:
    """Keep the first lines only."""
    return lambda lines, _chance: lines[:count]


REWORDED: dict[str, Reword] = {
    "the work itself": lambda lines, _chance: lines,
    "in capitals, no marks, a word a line": in_lines,
    "its first line alone": first_lines(1),
    "its first two lines": first_lines(2),
    "its first four lines": first_lines(4),
    "lines in another order": shuffled,
    "one word in 10 changed": swapped(10),
    "one word in 8 changed": swapped(8),
    "one word in 7 changed": swapped(7),
    "one word a line changed": one_word,
    "verbs in another tense, you for thou": present,
    "without the, a, an, and": without_small,
}


def of_poems() -> None:
    """Print the table of poems."""
    model = shipped("poet")
    sentry = guard.Guard(model)
    learned = works("poems", model.ledger["works"])
    some = _spread(learned, POEMS)
    texts = [found.decode() for one in some if (found := taking.read(one))]
    print(f"\npoems: {len(texts)} of the poet's {len(learned):,}\n")
    print("| a copy, but | caught |\n|---|---:|")
    for name, reword in REWORDED.items():
        chance = random.Random(1)  # noqa: S311 - the same each time
        made = [
            "\n".join(map(" ".join, reword(_lines(text), chance))) for text in texts
        ]
        print(f"| {name} | {_caught(sentry, [(text, '') for text in made])} |")
    held = works("poems", model.ledger["held_out"])
    pairs = [(f.decode(), one.title) for one in held if (f := taking.read(one))]
    print(f"| false alarms: {len(pairs)} works held out | {_caught(sentry, pairs)} |")


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines()]


def _caught(sentry: guard.Guard, poems: Sequence[tuple[str, str]]) -> str:
    pieces = (
        Piece(media_type="text/plain", data=f"{poem}\n".encode(), title=title)
        for poem, title in poems
    )
    caught = sum(not sentry.check(piece).passed for piece in pieces)
    return _share(caught, len(poems))


# --- pieces ----------------------------------------------------------------------


def generated(generators: Iterable[str], count: int) -> None:
    """Make pieces of the first seeds and say which were redrawn."""
    seeds = tuple(range(1, count + 1))
    for generator in generators:
        again = [
            one for one in drawn(plugins(), generator, seeds, {}) if one.attempt > 0
        ]
        numbers = ", ".join(str(one.seed) for one in again)
        most = max((one.attempt for one in again), default=0)
        print(
            f"{generator}: {len(again)} of {count:,} pieces were redrawn "
            f"({_share(len(again), count)}), at most {most} times; seeds: {numbers}",
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--generated", type=int, help="pieces of each model to make")
    parser.add_argument("--of", choices=GENERATORS, help="of this model alone")
    options = parser.parse_args()
    if options.generated:
        generated([options.of] if options.of else GENERATORS, options.generated)
        return
    of_pictures()
    of_poems()


if __name__ == "__main__":
    main()
