"""A work that the user gives at make time is asked for its right, as any work is."""

from __future__ import annotations

import hashlib
import io
from functools import partial
from pathlib import Path

from athena_core import text
from athena_core.consent.admit import Ask, admit
from athena_core.consent.registry import Asking
from athena_core.errors import InputError, PictureError, RefusedError
from athena_core.protocols import Basis, Right, Source, Work
from athena_core.provenance.content import content

STATED: dict[str, Basis] = {"own": "own", "public-domain": "public-domain"}


def take_input(
    path: Path,
    media_type: str,
    right: str,
    because: str,
    *,
    ask: Ask = lambda _work, _use: None,
    asking: Asking | None = None,
) -> Source:
    """Read a work for the use `imitate`, with the registry's right or the user's claim.

    `train` never implies `imitate`: a work on the registry must permit it by itself.
    Raises `RefusedError` with a code when it may not be used, `InputError` when it is
    unreadable.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
    work = _work(path, media_type, data, _stated(right, because))
    corpus = admit([work], "imitate", ask, asking=asking)
    if corpus.refused:
        refused = corpus.refused[0]
        raise RefusedError(f"{path}: {refused.reason} [{refused.code}]")
    admitted = (corpus.works + corpus.held_out)[0]
    return Source(
        name=path.name,
        media_type=media_type,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        right=admitted.right or Right(basis="own", because=because),
    )


def _stated(right: str, because: str) -> Right | None:
    if right not in STATED:
        return None
    return Right(basis=STATED[right], because=because)


def _work(path: Path, media_type: str, data: bytes, right: Right | None) -> Work:
    try:
        # A work is known by its pixels whatever it is saved as, as a GIF too.
        pictured = "image/png" if media_type == "image/gif" else media_type
        known = content(pictured, data)["sha256"]
    except (UnicodeDecodeError, PictureError) as error:
        raise InputError(f"{path} is not {media_type}: {error}") from None
    is_text = media_type == "text/plain"
    whole = text.canonical(data.decode()).encode() if is_text else data
    return Work(
        id=path.name,
        title="",
        maker="",
        year=None,
        media_type=media_type,
        sha256=hashlib.sha256(whole).hexdigest(),
        content_sha256=known,
        right=right,
        open=partial(io.BytesIO, data),
    )
