"""Works of a corpus as poems: title, text and themes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from athena_core import InputError, Work
from athena_plugin_lstm.vocabulary import Verse

_TAG = "tag:"
_MOST_THEMES = 200


def read(works: Iterable[Work]) -> list[Verse]:
    """Read works as poems, in an order that depends on nothing but their bytes."""
    return [_verse(work) for work in sorted(works, key=lambda work: work.sha256)]


def theme_names(verses: Sequence[Verse]) -> list[str]:
    """Return the themes of a corpus that at least two poems share, commonest first."""
    counts = Counter(theme for verse in verses for theme in set(verse.themes))
    common = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [theme for theme, count in common if count > 1][:_MOST_THEMES]


def _verse(work: Work) -> Verse:
    with work.open() as stream:
        data = stream.read()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{work.id} is not UTF-8 text; the poet reads text/plain works only",
        ) from error
    tags = (label for label in work.labels if label.startswith(_TAG))
    themes = tuple(sorted({tag.removeprefix(_TAG).strip() for tag in tags} - {""}))
    return Verse(work.title, text, themes)
