"""The contract between the core and a plugin: records, events and protocols.

A plugin keeps a protocol by having its methods; there is no base class to inherit.
Every generator is an iterator of events. Stopping is `close()` on the iterator, pausing
is not pulling; so a plugin needs neither callbacks nor flags, and puts what must be
tidied in a `finally`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Protocol,
    TypeAlias,
    runtime_checkable,
)

if TYPE_CHECKING:
    from athena_core.accel import Accelerator

Basis = Literal[
    "consent",
    "public-domain",
    "open-licence",
    "own",
    "generated",
    "not-asked",
]
Use = Literal[
    "train",
    "imitate",
    "share_model",
    "publish_outputs",
    "show_work",
    "redistribute_work",
    "keep_fingerprint",
]
"""What may be done with a work; each is asked for by itself, none implies another."""

# --- works -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Right:
    """By what right a work is used."""

    basis: Basis
    because: str
    """The reason in words: dates and clearance, the user's claim, where it says so."""
    licence: str = ""
    """SPDX identifier, for `open-licence`."""
    entry: str = ""
    """Id of the registry's entry; empty for a right that is declared, not checked."""
    revision: int = 0
    """The entry's revision when it was asked."""
    conditions: tuple[str, ...] = ()
    """What the right asks of whoever uses the work, such as `credit`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """One work that a dataset offers. A right of None means: nobody said."""

    id: str
    """Unique and stable in its dataset."""
    title: str
    maker: str
    """Name as credited; empty when unknown. Once a work is admitted, the registry's id
    stands here for an artist who may be living."""
    year: int | None
    media_type: str
    sha256: str
    """Of the bytes that `open()` gives, in lower-case hexadecimal.

    A poem's bytes are canonical: UTF-8, NFC, LF, a blank line between stanzas, one LF
    at the end, title not included. A picture's are the file's.
    """
    right: Right | None
    content_sha256: str = ""
    """Of a picture's pixels (`pixels/1`), where the dataset has decoded it anyway: so a
    picture is known again in another file."""
    labels: tuple[str, ...] = ()
    """`kind:value` pairs such as `tag:Love`, `tone:colour`, `style:Rococo`."""
    open: Callable[[], BinaryIO]
    """A fresh binary stream of the work, as often as it is called."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """Something in a dataset that is not a usable work, and why."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A work that may not be used, with a stable code and a sentence."""

    work: Work
    code: str
    reason: str


def held_out(sha256: str) -> bool:
    """Whether a work is kept out of training, to measure on: about one in twenty.

    The same rule everywhere: training, cards, calibration, benches.
    """
    return int(sha256[:8], 16) % 20 == 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """The works a plugin may learn from; nothing else reaches it."""

    works: tuple[Work, ...]
    """Admitted, to learn from, in the dataset's order."""
    held_out: tuple[Work, ...] = ()
    """Admitted, for measuring only: never learned from."""
    refused: tuple[Refused, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    generated_from: tuple[Model, ...] = ()
    """The models that made those of the works that a model made."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A work the user gives at make time: a picture to transform, a voice to follow."""

    name: str
    media_type: str
    data: bytes
    sha256: str
    right: Right


# --- models ----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """A trained model as it lies in the library; read only."""

    name: str
    folder: Path
    """Holds what the plugin wrote into its checkpoint: `*.safetensors`, `*.json`."""
    card: Mapping[str, Any]
    """`card.json`: what it is, its parameters, measures, licence."""
    ledger: Mapping[str, Any]
    """`ledger.json`: every work it learned from, with its right."""


# --- events ----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far the work is. At least one event comes per step."""

    done: int
    total: int
    note: str = ""
    """A sentence worth keeping on screen (printed once), or nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """One measured value at a step; `note` says in words what it means, if it must."""

    name: str
    value: float
    step: int
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """Something to look at on the way; never saved as a piece."""

    media_type: str
    data: bytes
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A finished work. The payload is bytes, so a new kind of art needs no new core."""

    media_type: str
    data: bytes
    title: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkpoint:
    """A whole model stands in `folder` (under `Context.scratch`); the core moves it.

    The plugin writes `*.safetensors` and `*.json` there, and may leave a `card.json`
    with facts of its own, which the core completes. After the event is taken the folder
    belongs to the core.
    """

    folder: Path
    step: int
    final: bool = False


Event: TypeAlias = Progress | Metric | Preview | Piece | Checkpoint

# --- context ---------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """Everything the core lends a plugin for one run."""

    seeds: tuple[int, ...]
    """One for each piece, in order; training uses the first. Piece i depends on
    `seeds[i]`, the params and the model, and on nothing else."""
    scratch: Path
    """A folder of this run alone, removed after it."""
    cache: Path
    """A folder that outlives the run; whatever is in it can be made again.

    A cache that holds something of works says so in a JSON file of the same stem, with
    `works`: a list of `{"sha256": ..., "entry": ...}`. When a work is taken back,
    `athena datasets sync` deletes such a cache whole, and any that does not say.
    """
    device: str = "cpu"
    precision: str = "auto"
    inputs: tuple[Source, ...] = ()
    parent: Model | None = None
    """The model to start from in transfer learning (`--from`)."""

    @property
    def seed(self) -> int:
        """The first seed."""
        return self.seeds[0]

    def accelerator(self) -> Accelerator:
        """Return the device to compute on; loads torch (extra `athena-core[torch]`).

        Raises `DeviceError` when `device` is not usable here.
        """
        from athena_core.accel import resolve  # noqa: PLC0415 - loads torch

        return resolve(self.device, precision=self.precision)

    def random(self, seed: int | None = None) -> random.Random:
        """Return a generator of chance for one piece, or for `seed`."""
        return random.Random(self.seed if seed is None else seed)  # noqa: S311 - art


# --- protocols -------------------------------------------------------------------


@runtime_checkable
class Generates(Protocol):
    """Makes pieces out of seeds. The capability word is `generate`."""

    def generate(
        self,
        params: Any,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one `Piece` for each of `context.seeds`, in order."""
        ...


@runtime_checkable
class Trains(Protocol):
    """Learns from a corpus. The capability word is `train`."""

    def train(
        self,
        corpus: Corpus,
        params: Any,
        context: Context,
        resume: Model | None,
    ) -> Iterator[Event]:
        """Yield events, one or more a step, and a `Checkpoint` whenever one is whole.

        With `resume` the run goes on from that checkpoint to the same bytes as a run
        that was never stopped.
        """
        ...


@runtime_checkable
class Interpolates(Protocol):
    """Walks from one piece to another. The capability word is `interpolate`."""

    def interpolate(
        self,
        start: int,
        end: int,
        steps: int,
        params: Any,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield `steps` pieces: the first is seed `start`'s, the last seed `end`'s."""
        ...


@runtime_checkable
class Transforms(Protocol):
    """Makes pieces out of works: style transfer, image to image. Word: `transform`."""

    def transform(
        self,
        params: Any,
        context: Context,
        model: Model | None,
    ) -> Iterator[Event]:
        """Yield one `Piece` for each of `context.seeds`, made of `context.inputs`."""
        ...


@runtime_checkable
class Encodes(Protocol):
    """Turns a work into a vector: maps, nearest works. The word is `encode`."""

    def encode(
        self,
        source: Source,
        context: Context,
        model: Model | None,
    ) -> tuple[float, ...]:
        """Return the vector of one work; all of a model's vectors have one length."""
        ...


@runtime_checkable
class Dataset(Protocol):
    """Finds works. Its class is called with the `Params` its spec names."""

    def works(self) -> Iterable[Work | Skipped]:
        """Yield every work, and every file that is not one, with the reason."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Artwork:
    """A piece that was saved."""

    path: Path
    media_type: str
    title: str
    generator: str
    model: str
    seed: int
    sha256: str
    """Of the saved file's content as generated (before stamping)."""
    credit: str
    record: Mapping[str, Any] = field(default_factory=dict)
    companions: tuple[Path, ...] = ()
    """Files beside it: the presentable picture, the record."""
