"""Which checks there are for an installed plugin."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

from athena_core.conformance import asking, questions
from athena_core.conformance.asking import Request
from athena_core.conformance.check import Check, Failed, NotAsked
from athena_core.conformance.question import Question
from athena_core.conformance.subject import installed
from athena_core.specs import DatasetSpec, GeneratorSpec, Weights

Spec = GeneratorSpec | DatasetSpec
Values = Mapping[str, Any]
LOADS = "it-loads"


def checks(
    name: str,
    *,
    train: Values | None = None,
    datasets: Mapping[str, Values] | None = None,
    seconds: float = asking.SECONDS,
) -> tuple[Check, ...]:
    """Return the checks of an installed plugin, by its name.

    `train` gives small values for training, `datasets` the options of a dataset by its
    name, such as `{"folder": {"source": "tests/works"}}`; `seconds` is how long one
    check may take. Nothing of the plugin is imported into this process. Raises
    `NotFoundError` when no such plugin is installed.
    """
    installed(name)
    ask = functools.partial(Request, plugin=name, seconds=seconds)
    listed = asking.answer(ask(kind="plugin", word="listing"))
    found = [_loading(name, listed)]
    if specs := listed.get("fact"):
        found += _of_plugin(name, ask)
        for spec in map(_generator, specs["generators"]):
            found += _each(spec, "generator", train or {}, ask, name)
        for one in map(_dataset, specs["datasets"]):
            values = (datasets or {}).get(one.name, {})
            found += _each(one, "dataset", values, ask, name)
    return tuple(found)


def _loading(name: str, listed: Mapping[str, Any]) -> Check:
    def ask() -> None:
        if told := listed.get("failed"):
            raise Failed(told)

    why = "A plugin that does not load, or misspells a hook, brings nothing."
    return Check(id=f"{name}:{LOADS}", why=why, _ask=ask)


def _of_plugin(name: str, ask: Any) -> Iterator[Check]:
    for question in questions.of_kind("plugin"):
        request = ask(kind="plugin", word=question.word)
        yield _check(f"{name}:{question.word}", question, request, None)


def _each(
    spec: Spec,
    kind: str,
    values: Values,
    ask: Any,
    plugin: str,
) -> Iterator[Check]:
    for question in questions.of_kind(kind):
        request = ask(kind=kind, word=question.word, name=spec.name, values=values)
        id_ = f"{plugin}/{spec.name}:{question.word}"
        yield _check(id_, question, request, spec)


def _check(id_: str, question: Question, request: Request, spec: Spec | None) -> Check:
    def ask() -> None:
        if reason := question.not_asked(spec):
            raise NotAsked(reason)
        first = _fact(request)
        if question.twice and _fact(request.again()) != first:
            raise Failed(question.differs)

    return Check(id=id_, why=question.why, _ask=ask)


def _fact(request: Request) -> Any:
    """Ask in a child; raises what it answered, when that is not a fact."""
    answer = asking.answer(request)
    if "failed" in answer:
        raise Failed(answer["failed"])
    if "not asked" in answer:
        raise NotAsked(answer["not asked"])
    return answer["fact"]


def _generator(plain: dict[str, Any]) -> GeneratorSpec:
    values = {
        **_tuples(plain),
        "capabilities": frozenset(plain["capabilities"]),
        "fetch": tuple(Weights(**one) for one in plain["fetch"]),
    }
    return GeneratorSpec(**values)


def _dataset(plain: dict[str, Any]) -> DatasetSpec:
    return DatasetSpec(**_tuples(plain))


def _tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in plain.items()
    }
