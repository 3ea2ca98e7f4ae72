"""The gallery: a person's pieces, to be found again, kept apart, shown or thrown away.

The files are the truth. What a piece is stands in its record; what its owner said of it
(favourite, tags, note, words for those who cannot see it) in `notes.jsonl` beside the
pieces; what is in the bin lies in `.bin` with a file that says where it was. The index
(SQLite, in the cache) holds nothing else and can be deleted at any time: `reindexing`
makes it anew. `opening` lends it, `searching` asks it, `marking` and `binning` change
the truth and the index together, under the index's lock.
"""

from athena_core.gallery.asking import alternative, find, one, paths, remember
from athena_core.gallery.binning import bin_away, empty, restore
from athena_core.gallery.exhibit import Exhibit
from athena_core.gallery.index import Index
from athena_core.gallery.marking import mark
from athena_core.gallery.opening import opened
from athena_core.gallery.query import Query, parsed
from athena_core.gallery.reindexing import Report, reindex
from athena_core.gallery.searching import count, search

__all__ = [
    "Exhibit",
    "Index",
    "Query",
    "Report",
    "alternative",
    "bin_away",
    "count",
    "empty",
    "find",
    "mark",
    "one",
    "opened",
    "parsed",
    "paths",
    "reindex",
    "remember",
    "restore",
    "search",
]
