"""Bytes of a picture become an upright sRGB picture, or a sentence says why not.

Five formats are read, known by their first bytes and never by their name. Size is
checked before anything is decoded, so a decompression bomb costs a header.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Literal, TypeAlias

from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from athena_core.errors import PictureError

Fit = Literal["crop", "pad", "squeeze"]
Colour: TypeAlias = tuple[int, int, int]

MAX_PIXELS = 64_000_000
"""More are not decoded: 64 megapixels are 192 MB of memory already."""
MAX_ASPECT = 8
"""A work longer than this many times its width is a strip, not a picture."""
DEEPEST = 0xFFFF
"""The lightest grey of a 16-bit picture."""
PAPER = 170
"""A border whose channels are all at least this light may be paper."""
PAPER_TOLERANCE = 26
"""How far, of 255, paper may stray from its own median."""

MEDIA_TYPES: Mapping[str, str] = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "TIFF": "image/tiff",
}
SIGNATURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
STRANGERS = (
    (b"version https://git-lfs", "a Git LFS pointer: run `git lfs pull`"),
    (b"/annex/objects/", "a git-annex pointer: run `git annex get`"),
    (b"%PDF", "a PDF file"),
    (b"8BPS", "a Photoshop file: save it as PNG"),
    (b"BM", "a BMP file: save it as PNG"),
    (b"PK\3\4", "a zip archive: unpack it"),
)
READS = "Athena reads JPEG, PNG, WebP, GIF and TIFF"
DEEP_GREYS = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N"})


def picture_format(data: bytes) -> str:
    """Return the format of a picture by its first bytes: JPEG, PNG, WEBP, GIF, TIFF.

    Raises `PictureError` with a sentence on what the bytes are instead.
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    for signature, name in SIGNATURES:
        if data.startswith(signature):
            return name
    raise PictureError(_stranger(data))


def _stranger(data: bytes) -> str:
    if not data:
        return "it is an empty file"
    for signature, what in STRANGERS:
        if data.startswith(signature):
            return f"it is not a picture but {what}"
    if data[4:8] == b"ftyp":
        return f"it is a HEIC, AVIF or video file, and {READS}: save it as PNG"
    if _is_text(data[:512]):
        return "it is not a picture but a text file under a picture's name"
    return f"it begins like none of the formats known here: {READS}"


def _is_text(head: bytes) -> bool:
    text = head.decode("utf-8", errors="ignore")
    whole = len(text.encode()) >= len(head) - 3
    return whole and all(sign.isprintable() or sign in "\t\r\n\ufeff" for sign in text)


def media_type(data: bytes) -> str:
    """Return the media type of a picture, such as `image/jpeg`, by its first bytes.

    Raises `PictureError` when it is none that Athena reads.
    """
    return MEDIA_TYPES[picture_format(data)]


def decode(
    data: bytes,
    *,
    at_least: int | None = None,
    max_aspect: float = MAX_ASPECT,
) -> Image.Image:
    """Decode a picture to upright RGB in sRGB; of several frames, the first.

    Transparency is laid on white. With `at_least` the picture may come smaller, which
    is several times quicker for a large JPEG: its shorter side then has at least so
    many pixels, or all that the file has.

    Raises `PictureError` with one sentence, to be put after the file's name, when the
    bytes are no picture, are cut off or damaged, hold more than `MAX_PIXELS`, or are
    longer than `max_aspect` times their width.
    """
    name = picture_format(data)
    with _complaints_as_errors():
        image: Image.Image = Image.open(io.BytesIO(data), formats=[name])
        _check_size(*image.size, max_aspect)
        if at_least is not None:
            image.draft(None, (at_least, at_least))
        image.load()
        return _reduced(_rgb(_upright(image)), at_least)


def encode(image: Image.Image, *, dpi: float | None = None) -> bytes:
    """Return a picture as PNG bytes: the same for the same pixels, nothing added."""
    stream = io.BytesIO()
    resolution = {} if dpi is None else {"dpi": (dpi, dpi)}
    image.save(stream, format="PNG", compress_level=6, **resolution)
    return stream.getvalue()


@contextmanager
def _complaints_as_errors() -> Iterator[None]:
    """Turn whatever Pillow raises into a `PictureError`, and silence its warnings.

    Damaged files make it raise a dozen kinds of exceptions, from struct.error to
    ZeroDivisionError; a narrower list would let one bad file stop a whole collection.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except PictureError:
            raise
        except Image.DecompressionBombError:
            raise PictureError(f"it has {_too_large()}") from None
        except MemoryError:
            raise PictureError("it needs more memory than there is") from None
        except Exception as error:  # noqa: BLE001 - see the docstring
            raise PictureError(_damage(error)) from None


def _too_large() -> str:
    return f"more than the {MAX_PIXELS // 1_000_000} million pixels decoded here"


def _damage(error: Exception) -> str:
    if "truncated" in str(error) or isinstance(error, EOFError):
        return "the file is cut off: it ends before the picture does"
    detail = str(error).partition("<_io.")[0].strip() or type(error).__name__
    return f"the file is damaged and does not decode ({detail})"


def _check_size(width: int, height: int, max_aspect: float) -> None:
    size = f"it is {width:,} x {height:,} pixels"
    if min(width, height) < 1:
        raise PictureError(f"{size}: there is nothing in it")
    if width * height > MAX_PIXELS:
        raise PictureError(f"{size}, {_too_large()}")
    if max(width, height) > max_aspect * min(width, height):
        raise PictureError(
            f"{size}, over {max_aspect:g} times as long as wide: a strip, no picture",
        )


def _upright(image: Image.Image) -> Image.Image:
    with suppress(Exception):  # damaged EXIF must not cost a picture
        ImageOps.exif_transpose(image, in_place=True)
    return image


def _rgb(image: Image.Image) -> Image.Image:
    """Return the picture as sRGB on white, whatever its mode and profile."""
    profile = image.info.get("icc_profile")
    if image.mode == "F":
        raise PictureError("its pixels are 32-bit measurements: save it as 8-bit PNG")
    if image.mode in DEEP_GREYS:
        image = _eight_bit(image)
    if not image.has_transparency_data:
        return _in_srgb(image, profile)
    layered = image.convert("RGBA")
    picture = Image.new("RGB", image.size, "white")
    picture.paste(_in_srgb(layered.convert("RGB"), profile), mask=layered.split()[3])
    return picture


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return 16-bit grey as 8-bit grey; Pillow alone would clip it to white."""
    deep = image.convert("I")
    _, lightest = deep.getextrema()
    if isinstance(lightest, tuple) or lightest > DEEPEST:
        raise PictureError("its pixels are 32-bit measurements: save it as 8-bit PNG")
    grey = deep.point(lambda level: level * (1 / 257)).convert("L")
    grey.info.clear()
    return grey


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _transformed(image, lab)
    if image.mode not in {"L", "CMYK"}:
        image = image.convert("RGB")
    if profile:
        # a broken profile, or one of another mode, costs some hue and no more
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return _transformed(image, source)
    return image.convert("RGB")


def _transformed(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    target = ImageCms.createProfile("sRGB")
    transform = ImageCms.buildTransform(source, target, image.mode, "RGB")
    return transform.apply(image)


def _reduced(image: Image.Image, at_least: int | None) -> Image.Image:
    factor = min(image.size) // at_least if at_least else 1
    return image.reduce(factor) if factor > 1 else image


def border_colour(image: Image.Image) -> Colour:
    """Return the median colour of the outermost pixels of an RGB picture."""
    red, green, blue = map(round, ImageStat.Stat(_ring(image)).median)
    return red, green, blue


def _ring(image: Image.Image) -> Image.Image:
    """Return the outermost pixels in one row: 2 x width + 2 x height of them."""
    width, height = image.size
    ring = Image.new("RGB", (2 * (width + height), 1))
    ring.paste(image.crop((0, 0, width, 1)), (0, 0))
    ring.paste(image.crop((0, height - 1, width, height)), (width, 0))
    turned = image.transpose(Image.Transpose.TRANSPOSE)
    ring.paste(turned.crop((0, 0, height, 1)), (2 * width, 0))
    ring.paste(turned.crop((0, width - 1, height, width)), (2 * width + height, 0))
    return ring


def trim_margin(image: Image.Image) -> Image.Image:
    """Cut a margin of paper off an RGB picture; without one, return it as it is.

    A GAN learns white first where vignettes lie on white paper. Cuts only where most of
    the border is one light colour, only whole rows and columns of it, at most three
    tenths from each side, and leaves a hair of paper around what is drawn.
    """
    paper, ring = border_colour(image), _ring(image)
    if min(paper) < PAPER or _ink(ring, paper).histogram()[255] * 3 > ring.width:
        return image
    ink = _ink(image, paper)
    left, right = _extent(ink.resize((image.width, 1), Image.Resampling.BOX))
    top, bottom = _extent(ink.resize((1, image.height), Image.Resampling.BOX))
    return image.crop((left, top, right, bottom))


def _ink(image: Image.Image, paper: Colour) -> Image.Image:
    """Return a mask of 255 where a pixel is not paper, else 0."""
    difference = ImageChops.difference(image, Image.new("RGB", image.size, paper))
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda level: 255 if level > PAPER_TOLERANCE else 0)


def _extent(line: Image.Image) -> tuple[int, int]:
    """Return where drawing begins and ends along a line of average ink."""
    length = max(line.size)
    drawn = [place for place, level in enumerate(line.tobytes()) if level > 1]
    if not drawn:
        return 0, length
    hair, most = max(1, length // 64), length * 3 // 10
    first = min(max(drawn[0] - hair, 0), most)
    last = max(min(drawn[-1] + 1 + hair, length), length - most)
    return first, last


def square(image: Image.Image, side: int, how: Fit) -> Image.Image:
    """Return an RGB picture as `side` x `side` pixels.

    `crop` keeps the middle, `pad` keeps all of it on the border's colour, `squeeze`
    keeps all of it out of proportion.
    """
    resampling = Image.Resampling.LANCZOS
    if how == "crop":
        return ImageOps.fit(image, (side, side), resampling)
    if how == "pad":
        return ImageOps.pad(image, (side, side), resampling, color=border_colour(image))
    return image.resize((side, side), resampling)
