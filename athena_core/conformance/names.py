"""Whether what a spec names is there, and can what the spec says."""

from __future__ import annotations

import inspect
from dataclasses import asdict
from pathlib import Path
from typing import Any

from athena_core.conformance.check import Failed, NotAsked
from athena_core.conformance.question import Question
from athena_core.conformance.subject import NAMES, Subject, installed
from athena_core.errors import PluginError
from athena_core.plugins import load
from athena_core.specs import CAPABILITIES, GeneratorSpec

ARGUMENTS = {"generate": 3, "train": 4, "interpolate": 6, "transform": 3, "encode": 3}
"""How many arguments the core calls each method with, by position."""


def listed(plugin: str) -> dict[str, Any]:
    """Return a plugin's specs as JSON; raises `Failed` when it does not load whole."""
    found = installed(plugin)
    generators = [_plain(named.spec) for named in found.generators]
    datasets = [_plain(named.spec) for named in found.datasets]
    if found.problems:
        problem = found.problems[0]
        last = problem.traceback.strip().splitlines()[-3:-1]
        place = f" ({' '.join(' '.join(last).split())})" if last else ""
        raise Failed(
            f"{problem.what}{place}; `athena doctor` shows the whole trace. A plugin's "
            "entry point is a module with functions marked @hookimpl, named as in "
            "athena_core/hookspecs.py",
        )
    return {"generators": generators, "datasets": datasets}


def _plain(spec: Any) -> dict[str, Any]:
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(spec).items()
    }


def subject(request: dict[str, Any], folder: Path) -> Subject:
    """Return the generator or dataset that a request is about."""
    found = installed(request["plugin"])
    some = found.generators if request["kind"] == "generator" else found.datasets
    named = next(one for one in some if one.spec.name == request["name"])
    return Subject(
        plugin=named.plugin,
        spec=named.spec,
        folder=folder,
        values=request["values"],
    )


def resolve(subject: Subject) -> None:
    """Load all that the spec names, and make one of it."""
    spec = subject.spec
    _params(spec.params)
    if isinstance(spec, GeneratorSpec):
        if spec.train_params:
            _params(spec.train_params)
        _weights(spec)
        try:
            _loaded(spec.factory)()
        except TypeError as error:
            raise Failed(
                f"{spec.factory} cannot be called without arguments ({error}); what a "
                "run needs comes with params and context",
            ) from error
    elif not callable(_loaded(spec.factory)):
        raise Failed(f"{spec.factory} is no class; it is called with its params")


def _loaded(target: str) -> Any:
    try:
        return load(target)
    except PluginError as error:
        raise Failed(f"{error}; name it `package.module:Class` in the spec") from error


def _params(target: str) -> None:
    from athena_core.params import Params  # noqa: PLC0415 - loads pydantic

    found = _loaded(target)
    if not (isinstance(found, type) and issubclass(found, Params)):
        raise Failed(f"{target} is no class of athena_core.Params; derive it from that")


def _weights(spec: GeneratorSpec) -> None:
    from athena_core.library import models  # noqa: PLC0415 - only where it is needed

    if spec.weights and models.shipped(spec.weights, spec.name) is None:
        raise Failed(
            f"weights={spec.weights!r} names a folder without a card.json; build the "
            "package so that it holds the folder (`athena models export` writes one), "
            "or leave `weights` out",
        )


def agree(subject: Subject) -> None:
    """Hold the spec's capability words against the class's methods."""
    spec = subject.generator
    maker = subject.factory
    for word in sorted(CAPABILITIES):
        method = getattr(maker, word, None)
        if method is None and word in spec.capabilities:
            raise Failed(
                f"the spec says it can {word}, and {spec.factory} has no {word}(); "
                f"write it, or take the word out of `capabilities`",
            )
        if method is not None and word not in spec.capabilities:
            raise Failed(
                f"{spec.factory} has {word}(), and the spec's capabilities lack "
                f"{word!r}, so nobody can ask for it; add the word, or rename the "
                "method",
            )
        if method is not None:
            _callable(maker, word)
    _types(spec)


def _callable(maker: type, word: str) -> None:
    """See whether a method takes what the core gives it, self included."""
    signature = inspect.signature(getattr(maker, word))
    try:
        signature.bind(*range(ARGUMENTS[word] + 1))
    except TypeError as error:
        raise Failed(
            f"{word}{signature} cannot be called as the core calls it, with "
            f"{ARGUMENTS[word]} arguments by position ({error}); see "
            "athena_core/protocols.py",
        ) from error


def _types(spec: GeneratorSpec) -> None:
    makes = spec.capabilities & {"generate", "transform", "interpolate"}
    takes = spec.capabilities & {"transform", "encode"}
    wanted = (
        ("media_types", spec.media_types, makes, "what it makes"),
        ("learns_from", spec.learns_from, spec.capabilities & {"train"}, "its works"),
        ("inputs", spec.inputs, takes, "what it is given"),
    )
    for name, given, words, what in wanted:
        if words and not given:
            raise Failed(
                f"the spec says it can {', '.join(sorted(words))} and leaves `{name}` "
                f"empty; give the media types of {what}, such as ('text/plain',)",
            )


def carry(subject: Subject) -> None:
    """See whether shipped weights say whose works they learned from."""
    from athena_core.conformance import pieces  # noqa: PLC0415 - the same
    from athena_core.library import ledger  # noqa: PLC0415 - the same

    spec = subject.generator
    if not spec.weights and not spec.fetch:
        raise NotAsked("ships no weights")
    model = pieces.weights(subject)
    if model is None:
        raise NotAsked(f"its weights are not there: see {NAMES}")
    if not any(ledger.works(model.ledger)) and not any(ledger.pieces(model.ledger)):
        raise Failed(
            f"{model.folder.name}/ has no ledger.json that names the works it learned "
            "from, so its origin is unknown: Athena refuses such weights unless they "
            "are accepted by name, and contrib takes no such plugin; train with "
            "`athena train` and ship what `athena models export` writes",
        )


RESOLVE = Question(
    word=NAMES,
    why="What a spec names is loaded when it runs; a slip would be found by a user.",
    ask=resolve,
)
DATASET = (RESOLVE,)
GENERATOR = (
    RESOLVE,
    Question(
        word="capabilities-agree",
        why="Commands and buttons are drawn from the words, without importing.",
        ask=agree,
    ),
    Question(
        word="weights-carry-a-ledger",
        why="Whoever makes a piece may ask from whose works the model learned.",
        ask=carry,
    ),
)
