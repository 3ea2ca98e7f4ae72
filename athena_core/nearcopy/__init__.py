"""Near copies: fingerprints of the works that a model learned from, and their limits.

Beside a checkpoint lie hashes, never works: `fingerprints/words.bin` of runs of seven
words and of titles, `fingerprints/pictures.bin` of how pictures look. `words` and
`looks` say what is hashed, `wordprints` and `pictureprints` keep it in files, `taking`
makes them of works, `calibrating` finds the limits on works that were held out, and
`comparing` holds a piece against them.

It is a near-copy check: docs/near-copies.md shows what it catches and what it cannot.
"""
