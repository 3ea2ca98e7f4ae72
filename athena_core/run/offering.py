"""From a dataset to admitted works: select, and ask each for its right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from athena_core.consent.admit import admit
from athena_core.consent.registry import Asking
from athena_core.errors import InputError, NotAdmittedError
from athena_core.plugins import Plugins
from athena_core.protocols import Corpus, Dataset, Model, Skipped, Use, Work


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


def admitted(
    plugins: Plugins,
    dataset: Dataset,
    selection: Selection,
    *,
    use: Use = "train",
    learns_from: tuple[str, ...] = (),
    asking: Asking | None = None,
) -> Corpus:
    """Select and admit a dataset's works.

    Works of other kinds than `learns_from` are left out first: nobody learns from
    them, so they keep nobody company. Raises `NotAdmittedError`, with reasons and
    counts, when not one may be used.
    """
    corpus = considered(
        plugins,
        dataset,
        selection,
        use=use,
        learns_from=learns_from,
        asking=asking,
    )
    if not corpus.works:
        raise NotAdmittedError(_nothing(corpus))
    return corpus


def considered(
    plugins: Plugins,
    dataset: Dataset,
    selection: Selection,
    *,
    use: Use = "train",
    learns_from: tuple[str, ...] = (),
    asking: Asking | None = None,
) -> Corpus:
    """Do as `admitted` does, and return also what holds no work that may be used.

    A dataset of pieces that a model made names it as its `parent`.
    """
    parent = getattr(dataset, "parent", None)
    return admit(
        _of_kind(selection.of(dataset.works()), learns_from),
        use,
        plugins.refusal,
        asking=asking,
        generated_from=(parent,) if isinstance(parent, Model) else (),
    )


def _of_kind(
    offered: Iterable[Work | Skipped],
    learns_from: tuple[str, ...],
) -> Iterator[Work | Skipped]:
    """Leave out works of other kinds; where that leaves none, tell them as skipped."""
    others: list[Skipped] = []
    left = False
    for one in offered:
        if isinstance(one, Skipped) or _matches(one.media_type, learns_from):
            left = left or isinstance(one, Work)
            yield one
        else:
            reason = f"it is {one.media_type}, not {learns_from[0]}"
            others.append(Skipped(name=one.id, reason=reason))
    if not left:
        yield from others


def _matches(media_type: str, wanted: tuple[str, ...]) -> bool:
    kind = media_type.partition("/")[0]
    return not wanted or media_type in wanted or f"{kind}/*" in wanted


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
