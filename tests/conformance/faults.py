"""The table: one fault, the one check that finds it, and words of its help."""

from __future__ import annotations

from tests.conformance.planting import Fault

LIGHT, PARAMS, MAKER, NOTES = "__init__.py", "params.py", "maker.py", "notes.py"
MURMUR, DATASET = "sample/murmur:", "sample/notes:"
BEGIN = "        words = self.heard(model)\n        for seed in context.seeds:\n"
TRAIN = "        works = corpus.works\n"
FINDING = "        for path in sorted"
THREAD = (
    "__import__('threading').Thread("
    "target=__import__('time').sleep, args=(90,), daemon=True).start()\n"
)
LOOKUP = (
    "__import__('contextlib').suppress(OSError)"
    ".__enter__() or __import__('socket').getaddrinfo('localhost', 80)\n"
)


def _fault(
    name: str,
    check: str,
    file: str,
    was: str,
    now: str,
    says: str,
) -> Fault:
    return Fault(name=name, check=check, file=file, was=was, now=now, says=says)


LISTED = (
    _fault(
        "a hook's name is misspelt",
        "sample:it-loads",
        LIGHT,
        "def athena_generators(",
        "def athena_generator(",
        "marked @hookimpl, named as in",
    ),
    _fault(
        "the light module raises",
        "sample:it-loads",
        LIGHT,
        "@hookimpl\ndef athena_datasets",
        "1 / 0\n\n\n@hookimpl\ndef athena_datasets",
        "ZeroDivisionError",
    ),
    _fault(
        "the light module loads Pillow",
        "sample:import-is-light",
        LIGHT,
        "from athena_core import DatasetSpec",
        "import PIL.Image\nfrom athena_core import DatasetSpec",
        "its light module (the one in its entry point) loads PIL",
    ),
    _fault(
        "the light module loads its options",
        "sample:import-is-light",
        LIGHT,
        "from athena_core import DatasetSpec",
        "import athena_plugin_sample.params\nfrom athena_core import DatasetSpec",
        "loads pydantic",
    ),
    _fault(
        "options load numpy",
        "sample:import-is-light",
        PARAMS,
        "from pathlib import Path\n",
        "import wave as numpy\nfrom pathlib import Path\n"
        "__import__('sys').modules['numpy'] = numpy\n",
        "athena_plugin_sample.params loads numpy",
    ),
    _fault(
        "the factory is not there",
        MURMUR + "names-resolve",
        LIGHT,
        "maker:Murmur",
        "maker:Mumble",
        "name it `package.module:Class`",
    ),
    _fault(
        "the params are no Params",
        MURMUR + "names-resolve",
        LIGHT,
        "params:MurmurParams",
        "maker:Murmur",
        "derive it from that",
    ),
    _fault(
        "a word has no method",
        MURMUR + "capabilities-agree",
        MAKER,
        "def encode(",
        "def encoded(",
        "has no encode()",
    ),
    _fault(
        "a method has no word",
        MURMUR + "capabilities-agree",
        LIGHT,
        '"transform", "encode"},',
        '"transform"},',
        "add the word",
    ),
    _fault(
        "weights come without a ledger",
        MURMUR + "weights-carry-a-ledger",
        LIGHT,
        'weights=""',
        'weights="athena_plugin_sample:weights"',
        "its origin is unknown",
    ),
)
OPTIONS = (
    _fault(
        "a default is out of its bounds",
        MURMUR + "defaults-are-valid",
        PARAMS,
        "words: int = Field(6, ge=2, le=40)",
        "words: int = Field(1, ge=2, le=40)",
        "the default 1 of MurmurParams.words is refused",
    ),
    _fault(
        "a value beyond the bounds is bent",
        MURMUR + "bounds-are-held",
        PARAMS,
        '    """How many words."""\n',
        '    """How many words."""\n'
        "    bend = __import__('pydantic').field_validator('words', mode='before')(\n"
        "        lambda value: min(40, max(2, int(value)))\n    )\n",
        "let pydantic refuse it",
    ),
    _fault(
        "an unknown option is swallowed",
        MURMUR + "unknown-options-are-refused",
        PARAMS,
        '    """How it murmurs."""\n',
        '    """How it murmurs."""\n    model_config = {"extra": "ignore"}\n',
        'extra="forbid"',
    ),
    _fault(
        "an option has no words",
        MURMUR + "options-can-be-drawn",
        PARAMS,
        '    """Whether in capitals."""\n',
        "",
        "write a docstring under the field",
    ),
    _fault(
        "an option is of a kind no form draws",
        MURMUR + "options-can-be-drawn",
        PARAMS,
        '    """Steps between two checkpoints."""\n',
        '    """Steps between two checkpoints."""\n'
        '    odd: list[int] = []\n    """Odd."""\n',
        "so that a form can draw it",
    ),
    _fault(
        "an option does nothing",
        MURMUR + "options-change-the-piece",
        MAKER,
        "if params.loud:",
        "if params.loud is None:",
        "loud changed nothing at True",
    ),
)
MAKING = (
    _fault(
        "pieces are of a type that the spec lacks",
        MURMUR + "makes-what-it-says",
        MAKER,
        'media_type="text/plain"',
        'media_type="text/html"',
        "add it there",
    ),
    _fault(
        "chance comes from hash()",
        MURMUR + "same-seed-same-piece",
        MAKER,
        "return context.random(seed)",
        "return context.random(seed + abs(hash('sea')))",
        "in another process",
    ),
    _fault(
        "the seed is not used",
        MURMUR + "other-seed-other-piece",
        MAKER,
        "return context.random(seed)",
        "return context.random(5)",
        "the seed must steer",
    ),
    _fault(
        "chance is carried over in a batch",
        MURMUR + "batch-changes-nothing",
        MAKER,
        BEGIN + "            chance = self.chance(context, seed)",
        "        chance = context.random()\n" + BEGIN.rstrip("\n"),
        "carry nothing over",
    ),
    _fault(
        "a thread is left running",
        MURMUR + "stops-cleanly",
        MAKER,
        BEGIN,
        f"        {THREAD}{BEGIN}",
        "end and join it",
    ),
    _fault(
        "making looks up a host",
        MURMUR + "makes-from-nothing-else",
        MAKER,
        BEGIN,
        f"        {LOOKUP}{BEGIN}",
        "used the network",
    ),
    _fault(
        "making starts a program",
        MURMUR + "makes-from-nothing-else",
        MAKER,
        BEGIN,
        "        __import__('os').system('true')\n" + BEGIN,
        "started a program",
    ),
    _fault(
        "making writes at home, and tidies up",
        MURMUR + "makes-from-nothing-else",
        MAKER,
        BEGIN,
        "        stray = __import__('pathlib').Path.home() / 'stray'\n"
        "        stray.write_text('')\n        stray.unlink()\n" + BEGIN,
        "writes in context.scratch",
    ),
    _fault(
        "a walk ends elsewhere",
        MURMUR + "walks-from-seed-to-seed",
        MAKER,
        "seed = end if",
        "seed = end + 1 if",
        "does not begin and end",
    ),
    _fault(
        "inputs are not used",
        MURMUR + "transforms-its-inputs",
        MAKER,
        "words = context.inputs[0].data.decode().split()",
        "words = INNATE",
        "makes its pieces of context.inputs",
    ),
    _fault(
        "all vectors are one",
        MURMUR + "encodes-works-apart",
        MAKER,
        "source.data.count(letter) / 100",
        "letter / 100",
        "computed from source.data",
    ),
)
TRAINING = (
    _fault(
        "the last checkpoint is not final",
        MURMUR + "trains-and-reloads",
        MAKER,
        "final=last)",
        "final=False)",
        "must say final=True",
    ),
    _fault(
        "a step passes in silence",
        MURMUR + "an-event-a-step",
        MAKER,
        "            yield Progress(done=step",
        "            if step % 2 == 0:\n                yield Progress(done=step",
        "yield an event in every step",
    ),
    _fault(
        "a resumed training forgets",
        MURMUR + "resumes-to-the-same-bytes",
        MAKER,
        "heard = [] if resume is None else list(self.heard(resume))",
        "heard = list[str]()",
        "write all state into the checkpoint",
    ),
    _fault(
        "a training leaves a thread",
        MURMUR + "training-stops-cleanly",
        MAKER,
        TRAIN,
        f"{TRAIN}        {THREAD}",
        "end and join it",
    ),
    _fault(
        "a checkpoint holds a pickle",
        MURMUR + "checkpoints-hold-no-pickle",
        MAKER,
        "                yield Checkpoint(",
        "                (folder / 'extra.pkl').write_bytes(\n"
        "                    __import__('pickle').dumps(heard))\n"
        "                yield Checkpoint(",
        "can bring code along",
    ),
    _fault(
        "a training reads what lies about",
        MURMUR + "learns-only-from-the-corpus",
        MAKER,
        TRAIN,
        TRAIN + "        for path in __import__('pathlib').Path.cwd().glob('*.txt'):\n"
        "            heard += path.read_text().split()\n",
        "a-work-nobody-admitted.txt",
    ),
    _fault(
        "a training asks the network",
        MURMUR + "learns-only-from-the-corpus",
        MAKER,
        TRAIN,
        f"{TRAIN}        {LOOKUP}",
        "used the network",
    ),
    _fault(
        "the works are not learned",
        MURMUR + "learns-from-the-works",
        MAKER,
        "heard += stream.read().decode().split()[step:]",
        "heard += [INNATE[step % 8] for _ in stream.read()[:3]]",
        "learn from corpus.works",
    ),
    _fault(
        "works held out are learned",
        MURMUR + "held-out-works-are-not-learned",
        MAKER,
        TRAIN,
        "        works = corpus.works + corpus.held_out\n",
        "they are there to measure on",
    ),
)
DATASETS = (
    _fault(
        "works are of a type that the spec lacks",
        DATASET + "reads-its-works",
        NOTES,
        'media_type="text/plain"',
        'media_type="text/html"',
        "add them there",
    ),
    _fault(
        "all works have one id",
        DATASET + "ids-are-unique",
        NOTES,
        "id=path.name",
        "id='note'",
        "stands for two works",
    ),
    _fault(
        "ids come from hash()",
        DATASET + "ids-are-stable",
        NOTES,
        "id=path.name",
        "id=str(hash(path.name))",
        "another process gave other works",
    ),
    _fault(
        "works carry no right",
        DATASET + "works-carry-a-right",
        NOTES,
        'right=Right(basis="own", because=self.params.because)',
        "right=None",
        "what the user states",
    ),
    _fault(
        "a work opens once",
        DATASET + "works-open-again",
        NOTES,
        "open=partial(io.BytesIO, data)",
        "open=(lambda stream: lambda: stream)(io.BytesIO(data))",
        "a fresh binary stream",
    ),
    _fault(
        "the hash is of something else",
        DATASET + "hashes-fit",
        NOTES,
        "hashlib.sha256(data)",
        "hashlib.sha256(data.strip())",
        "hash the same bytes",
    ),
    _fault(
        "a broken file stops all",
        DATASET + "broken-works-are-named",
        NOTES,
        "except ValueError:",
        "except KeyError:",
        "yield Skipped",
    ),
    _fault(
        "a broken file is passed over in silence",
        DATASET + "broken-works-are-named",
        NOTES,
        '                yield Skipped(name=path.name, reason="it is not UTF-8")\n',
        "",
        "neither a work nor named",
    ),
    _fault(
        "reading looks up a host",
        DATASET + "reads-nothing-else",
        NOTES,
        FINDING,
        f"        {LOOKUP}{FINDING}",
        "used the network",
    ),
)
TABLE = (*LISTED, *OPTIONS, *MAKING, *TRAINING, *DATASETS)
