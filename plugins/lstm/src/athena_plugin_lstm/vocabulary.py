"""The vocabulary: byte-level pieces of words, learned from the corpus.

Byte-level byte-pair encoding (Sennrich et al. 2016; Radford et al. 2019) can spell any
text in any script, so there is no unknown word. A poem becomes

    START [theme ...] title TEXT body END

where the marks in capitals are ids beyond the pieces: no text can ever imitate them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from athena_plugin_lstm.folding import (
    APOSTROPHES,
    clean,
    fold,
    fold_title,
    is_small,
    unfold,
    words_of,
)

ASCII = 0x7F
_PIECES = (
    r"\x13| ?[\x11\x12]?[\p{L}\p{M}]+(?:[" + APOSTROPHES + r"][\p{L}\p{M}]+)*"
    r"| ?\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{M}\p{N}]+\n*"
    r"|\n+"
    r"|\s"
)


@dataclass(frozen=True, slots=True)
class Verse:
    """One poem as the vocabulary reads it."""

    title: str
    text: str
    themes: tuple[str, ...] = ()


class Vocabulary:
    """Pieces of words, the three marks and the themes, with their ids."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        themes: Sequence[str] = (),
        letters: str = "",
        words: Iterable[str] = (),
    ) -> None:
        self.tokenizer = tokenizer
        self.letters = letters
        """Characters beyond ASCII that the corpus holds; no others are written."""
        self.words = sorted(set(words))
        """Words of the corpus, in small letters."""
        self.pieces: int = tokenizer.get_vocab_size()
        self.start, self.text, self.end = (self.pieces + mark for mark in range(3))
        self.themes = {theme: self.pieces + 3 + i for i, theme in enumerate(themes)}

    def __len__(self) -> int:
        """Return the number of ids: pieces, three marks, themes."""
        return self.pieces + 3 + len(self.themes)

    @classmethod
    def learn(
        cls,
        verses: Iterable[Verse],
        size: int,
        themes: Sequence[str] = (),
    ) -> Self:
        """Learn at most `size` pieces (256 bytes among them) from poems."""
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Split(Regex(_PIECES), "isolated"),
                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            ],
        )
        tokenizer.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=size,
            min_frequency=2,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        )
        texts = [part for verse in verses for part in _folded(verse)]
        tokenizer.train_from_iterator(texts, trainer)
        letters = {letter for text in texts for letter in text if ord(letter) > ASCII}
        words = {word for text in texts for word in words_of(text)}
        words = {word for word in words if is_small(word[0])}
        return cls(tokenizer, themes, "".join(sorted(letters)), words)

    def encode_text(self, text: str) -> list[int]:
        """Spell text in pieces."""
        ids: list[int] = self.tokenizer.encode(fold(clean(text))).ids
        return ids

    def encode_title(self, title: str) -> list[int]:
        """Spell a title in pieces."""
        ids: list[int] = self.tokenizer.encode(fold_title(clean(title))).ids
        return ids

    def encode(self, verse: Verse) -> list[int]:
        """Spell a whole poem, without themes, from START to END."""
        title = " ".join(verse.title.split())
        body = verse.text.strip("\n")
        return [
            self.start,
            *self.encode_title(title),
            self.text,
            *self.encode_text(body),
            self.end,
        ]

    def decode(self, ids: Sequence[int]) -> str:
        """Read pieces as text; marks and themes are passed over."""
        pieces = [number for number in ids if number < self.pieces]
        return unfold(self.tokenizer.decode(pieces))

    def piece_bytes(self) -> list[bytes]:
        """Return the bytes that each piece stands for, by id."""
        byte = {letter: value for value, letter in enumerate(_byte_letters())}
        pieces = (self.tokenizer.id_to_token(i) or "" for i in range(self.pieces))
        return [bytes(byte[letter] for letter in piece) for piece in pieces]

    def save(self, folder: Path) -> None:
        """Write `tokenizer.json` and `vocabulary.json`."""
        self.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
        names = {
            "letters": self.letters,
            "themes": list(self.themes),
            "words": " ".join(self.words),
        }
        text = json.dumps(names, ensure_ascii=False)
        (folder / "vocabulary.json").write_text(text + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote; raises `ValueError` when it is damaged."""
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # the library raises nothing narrower
            raise ValueError(f"tokenizer.json: {error}") from error
        names = json.loads((folder / "vocabulary.json").read_text(encoding="utf-8"))
        words = names["words"].split(" ")
        return cls(tokenizer, names["themes"], names["letters"], words)


def _folded(verse: Verse) -> tuple[str, str]:
    return fold_title(clean(" ".join(verse.title.split()))), fold(clean(verse.text))


def _byte_letters() -> list[str]:
    """Return the letter that stands for each byte in a byte-level tokenizer.

    Printable Latin-1 stands for itself; the others follow from U+0100 on.
    """
    shown = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = iter(range(0x100, 0x200))
    return [chr(b) if b in shown else chr(next(others)) for b in range(256)]
