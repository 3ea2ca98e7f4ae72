"""The second half of the table: faults in training and in datasets."""

from __future__ import annotations

from tests.conformance.planting import LOOKUP, MAKER, MURMUR, THREAD, planted

NOTES, DATASET = "notes.py", "sample/notes:"
TRAIN = "        works = corpus.works\n"
FINDING = "        for path in sorted"

TRAINING = (
    planted(
        "the last checkpoint is not final",
        MURMUR + "trains-and-reloads",
        MAKER,
        "final=last)",
        "final=False)",
        "must say final=True",
    ),
    planted(
        "a step passes in silence",
        MURMUR + "an-event-a-step",
        MAKER,
        "            yield Progress(done=step",
        "            if step % 2 == 0:\n                yield Progress(done=step",
        "yield an event in every step",
    ),
    planted(
        "a resumed training forgets",
        MURMUR + "resumes-to-the-same-bytes",
        MAKER,
        "heard = [] if resume is None else list(self.heard(resume))",
        "heard = list[str]()",
        "write all state into the checkpoint",
    ),
    planted(
        "a training leaves a thread",
        MURMUR + "training-stops-cleanly",
        MAKER,
        TRAIN,
        f"{TRAIN}        {THREAD}",
        "end and join it",
    ),
    planted(
        "a checkpoint holds a pickle",
        MURMUR + "checkpoints-hold-no-pickle",
        MAKER,
        "                yield Checkpoint(",
        "                (folder / 'extra.pkl').write_bytes(\n"
        "                    __import__('pickle').dumps(heard))\n"
        "                yield Checkpoint(",
        "can bring code along",
    ),
    planted(
        "a training reads what lies about",
        MURMUR + "learns-only-from-the-corpus",
        MAKER,
        TRAIN,
        TRAIN + "        for path in __import__('pathlib').Path.cwd().glob('*.txt'):\n"
        "            heard += path.read_text().split()\n",
        "a-work-nobody-admitted.txt",
    ),
    planted(
        "a training asks the network",
        MURMUR + "learns-only-from-the-corpus",
        MAKER,
        TRAIN,
        f"{TRAIN}        {LOOKUP}",
        "used the network",
    ),
    planted(
        "the works are not learned",
        MURMUR + "learns-from-the-works",
        MAKER,
        "heard += stream.read().decode().split()[step:]",
        "heard += [INNATE[step % 8] for _ in stream.read()[:3]]",
        "learn from corpus.works",
    ),
    planted(
        "works held out are learned",
        MURMUR + "held-out-works-are-not-learned",
        MAKER,
        TRAIN,
        "        works = corpus.works + corpus.held_out\n",
        "they are there to measure on",
    ),
)
DATASETS = (
    planted(
        "works are of a type that the spec lacks",
        DATASET + "reads-its-works",
        NOTES,
        'media_type="text/plain"',
        'media_type="text/html"',
        "add them there",
    ),
    planted(
        "all works have one id",
        DATASET + "ids-are-unique",
        NOTES,
        "id=path.name",
        "id='note'",
        "stands for two works",
    ),
    planted(
        "ids come from hash()",
        DATASET + "ids-are-stable",
        NOTES,
        "id=path.name",
        "id=str(hash(path.name))",
        "another process gave other works",
    ),
    planted(
        "works carry no right",
        DATASET + "works-carry-a-right",
        NOTES,
        'right=Right(basis="own", because=self.params.because)',
        "right=None",
        "what the user states",
    ),
    planted(
        "a work opens once",
        DATASET + "works-open-again",
        NOTES,
        "open=partial(io.BytesIO, data)",
        "open=(lambda stream: lambda: stream)(io.BytesIO(data))",
        "a fresh binary stream",
    ),
    planted(
        "the hash is of something else",
        DATASET + "hashes-fit",
        NOTES,
        "hashlib.sha256(data)",
        "hashlib.sha256(data.strip())",
        "hash the same bytes",
    ),
    planted(
        "a broken file stops all",
        DATASET + "broken-works-are-named",
        NOTES,
        "except ValueError:",
        "except KeyError:",
        "yield Skipped",
    ),
    planted(
        "a broken file is passed over in silence",
        DATASET + "broken-works-are-named",
        NOTES,
        '                yield Skipped(name=path.name, reason="it is not UTF-8")\n',
        "",
        "neither a work nor named",
    ),
    planted(
        "reading looks up a host",
        DATASET + "reads-nothing-else",
        NOTES,
        FINDING,
        f"        {LOOKUP}{FINDING}",
        "used the network",
    ),
)
