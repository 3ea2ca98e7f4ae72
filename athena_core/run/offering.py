"""From a dataset's name to admitted works: open it, select, ask each for its right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from athena_core.consent.admit import admit
from athena_core.errors import (
    AmbiguousError,
    InputError,
    NotAdmittedError,
    NotFoundError,
)
from athena_core.params import build
from athena_core.plugins import Plugins, load
from athena_core.protocols import Corpus, Dataset, Skipped, Use, Work
from athena_core.run.contained import blamed

FOLDER = "folder"


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A dataset as the user names it: `starter`, `wikiart:PATH`, or a path alone."""

    name: str
    right: str = ""
    because: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Which of the works are wanted; what is not is neither refused nor skipped."""

    only: tuple[str, ...] = ()
    """Labels a work must all carry, such as `tone:colour`."""
    per_maker: int | None = None
    """At most so many works of one maker, the first in the dataset's order."""
    leave_out: frozenset[str] = frozenset()
    """Ids or content hashes of works to leave out."""

    def of(self, offered: Iterable[Work | Skipped]) -> Iterator[Work | Skipped]:
        """Yield what is wanted, in order."""
        counts: Counter[str] = Counter()
        for work in offered:
            if isinstance(work, Skipped):
                yield work
            elif self._wants(work):
                counts[work.maker] += 1
                if self.per_maker is None or counts[work.maker] <= self.per_maker:
                    yield work

    def _wants(self, work: Work) -> bool:
        if {work.id, work.sha256} & self.leave_out:
            return False
        return set(self.only) <= set(work.labels)


def read_leave_out(path: Path) -> frozenset[str]:
    """Read ids or hashes, one a line; empty lines and `#` comments are passed over.

    Raises `InputError` naming the file when it cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None
    stripped = (line.strip() for line in lines)
    return frozenset(line for line in stripped if line and not line.startswith("#"))


def offered(plugins: Plugins, offer: Offer) -> tuple[str, Dataset]:
    """Open a dataset; returns its name for people, and the dataset.

    Raises `NotFoundError` for an unknown name, `InputError` for a wrong option.
    """
    name, source = _parts(plugins, offer.name)
    named = plugins.dataset(name)
    values: dict[str, Any] = dict(offer.options)
    given = {"source": source, "right": offer.right, "because": offer.because}
    values |= {key: value for key, value in given.items() if value}
    params = build(load(named.spec.params), values)
    with blamed(named.plugin, named.id):
        dataset: Dataset = load(named.spec.factory)(params)
    return (Path(source).resolve().name if source else named.spec.name), dataset


def _parts(plugins: Plugins, name: str) -> tuple[str, str]:
    """Split `NAME:SOURCE`; a path alone belongs to the `folder` dataset."""
    head, _, source = name.partition(":")
    try:
        return plugins.dataset(head).id, source
    except AmbiguousError:
        raise
    except NotFoundError as error:
        if Path(name).exists():
            return FOLDER, name
        if "/" in head or "." in head:
            message = f"{name} does not exist; name a folder or a dataset"
            raise InputError(message) from None
        raise NotFoundError(f"{error}; nor is there a folder {name!r}") from None


def admitted(
    plugins: Plugins,
    dataset: Dataset,
    selection: Selection,
    *,
    use: Use = "train",
    learns_from: tuple[str, ...] = (),
) -> Corpus:
    """Select and admit a dataset's works.

    Raises `NotAdmittedError`, with reasons and counts, when not one may be used.
    """
    corpus = admit(selection.of(dataset.works()), use, plugins.refusal)
    if learns_from:
        corpus = _of_kind(corpus, learns_from)
    if not corpus.works:
        raise NotAdmittedError(_nothing(corpus))
    return corpus


def _of_kind(corpus: Corpus, learns_from: tuple[str, ...]) -> Corpus:
    """Leave out works of other kinds; where that leaves none, tell them as skipped."""
    works, kept_out = (
        tuple(work for work in some if _matches(work.media_type, learns_from))
        for some in (corpus.works, corpus.held_out)
    )
    wrong: tuple[Skipped, ...] = ()
    if not works:
        wrong = tuple(
            Skipped(name=one.id, reason=f"it is {one.media_type}, not {learns_from[0]}")
            for one in corpus.works
        )
    return replace(
        corpus,
        works=works,
        held_out=kept_out,
        skipped=corpus.skipped + wrong,
    )


def _matches(media_type: str, wanted: tuple[str, ...]) -> bool:
    kind = media_type.partition("/")[0]
    return media_type in wanted or f"{kind}/*" in wanted


def _nothing(corpus: Corpus) -> str:
    if corpus.refused:
        first = corpus.refused[0]
        count = len(corpus.refused)
        others = f" and {count - 1:,} more" if count > 1 else ""
        return f"not admitted: {first.work.id}{others}: {first.reason} [{first.code}]"
    if corpus.skipped:
        skipped = corpus.skipped[0]
        return (
            f"no usable work: {len(corpus.skipped):,} skipped, the first "
            f"{skipped.name}: {skipped.reason}"
        )
    if corpus.held_out:
        return "every work is held out for measuring; add more works"
    return "no work is left to use; the selection leaves nothing"
