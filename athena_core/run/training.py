"""Training: the corpus goes to the plugin, its checkpoints come into the library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from athena_core import files
from athena_core.consent.permission import may, told
from athena_core.consent.registry import Asking, registry
from athena_core.errors import InputError, NotFoundError, PluginError, RefusedError
from athena_core.library import home, models
from athena_core.library import ledger as ledgers
from athena_core.nearcopy import kept
from athena_core.params import Params, build
from athena_core.plugins import Named, Plugins, load
from athena_core.protocols import (
    Checkpoint,
    Corpus,
    Event,
    Model,
    Preview,
    Progress,
    Trains,
)
from athena_core.provenance import stamp
from athena_core.provenance.record import installed
from athena_core.run import fingerprinting, recipes, retiring
from athena_core.run.contained import blamed, context, pull
from athena_core.run.fingerprinting import Fingerprints
from athena_core.specs import GeneratorSpec


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesson:
    """All that one training needs, checked before anything starts."""

    named: Named[GeneratorSpec]
    name: str
    dataset: str
    corpus: Corpus
    params: Params
    seed: int
    ledger: Mapping[str, Any]
    resume: Model | None = None
    parent: Model | None = None
    device: str = "auto"
    precision: str = "auto"
    recipe: recipes.Recipe | None = None
    """How the works were named; kept beside the checkpoints, to train again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Started:
    """Training begins with these works, under this name."""

    lesson: Lesson


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A checkpoint is whole and in the library."""

    model: Model
    step: int


def prepare(
    plugins: Plugins,
    generator: str,
    dataset: str,
    corpus: Corpus,
    values: Mapping[str, Any],
    *,
    name: str = "",
    seed: int = 1,
    resume: bool = False,
    parent: Model | None = None,
    device: str = "auto",
    precision: str = "auto",
    asking: Asking | None = None,
    recipe: recipes.Recipe | None = None,
) -> Lesson:
    """Check and gather what a training needs.

    Raises `InputError` when the generator does not train or the works have changed
    since the checkpoint that is to be resumed; `NotFoundError` when there is none;
    `RefusedError` when what it starts from, or goes on from, learned from what may not
    be learned from any more.
    """
    named = plugins.generator(generator)
    if "train" not in named.spec.capabilities:
        raise InputError(f"{named.id} does not train; `athena generators list` tells")
    base = models.check_name(name or models.slug(f"{named.spec.name}-{dataset}"))
    previous = _previous(base, exact=bool(name)) if resume else None
    if previous is not None:
        values = {**previous.card.get("params", {}), **values}
        seed = int(previous.card.get("seed", seed))
        parent = None
    if parent is not None:
        _may_be_parent(parent, asking or Asking(on=_today()))
    lesson = Lesson(
        named=named,
        name=previous.name if previous else _new_name(base, exact=bool(name)),
        dataset=dataset,
        corpus=corpus,
        params=build(load(named.spec.train_params), values),
        seed=seed,
        ledger=ledgers.ledger(corpus, dataset, parent, registry().known),
        resume=previous,
        parent=parent,
        device=device,
        precision=precision,
        recipe=recipe,
    )
    if previous is None:
        return lesson
    lesson = _continued(lesson, previous)
    # its own works were admitted anew, and those of what it started from were not
    _may_be_parent(previous, asking or Asking(on=_today()))
    return lesson


def _today() -> date:
    return datetime.now(UTC).date()


def _may_be_parent(parent: Model, asking: Asking) -> None:
    """Ask for the works a parent learned from: its child learns from them too."""
    works = ledgers.works(parent.ledger)
    if refused := may(registry(), works, "train", asking, declared=True):
        raise RefusedError(
            f"model {parent.name!r} learned from {len(refused):,} works that may not "
            f"be learned from now ({told(refused)[0]}); `athena models retrain "
            f"{parent.name}` trains it again without them",
        )


def _new_name(base: str, *, exact: bool) -> str:
    name = models.fresh_name(base)
    if exact and name != base:
        raise InputError(
            f"there is a model {base!r} already; --resume goes on with it, another "
            "--name starts anew",
        )
    return name


def _previous(base: str, *, exact: bool) -> Model:
    """Return the model to resume: by its name, or the newest of that base name."""
    found = [
        name
        for name in models.names()
        if name == base or (not exact and name.removeprefix(f"{base}-").isdigit())
    ]
    if not found:
        raise NotFoundError(
            f"there is no checkpoint of {base!r} to resume; leave --resume out to "
            "start",
        )
    return models.find(max(found, key=lambda name: (len(name), name)))


def _continued(lesson: Lesson, previous: Model) -> Lesson:
    """Hold the works against the ledger of the checkpoint: they must be the same."""
    before = {work["sha256"] for work in previous.ledger.get("works", ())}
    now = {work.sha256 for work in lesson.corpus.works}
    if before != now:
        raise InputError(
            f"the works have changed since {previous.name!r} was begun "
            f"({len(now - before):,} new, {len(before - now):,} gone); train a new "
            f"model with --from {previous.name}, or if works were taken back, the same "
            f"one without them with `athena models retrain {previous.name}`",
        )
    return replace(lesson, ledger=previous.ledger)


def train(lesson: Lesson) -> Iterator[Event | Started | Kept]:
    """Train; yields the plugin's events, with each `Checkpoint` turned into `Kept`."""
    trainer = load(lesson.named.spec.factory)()
    if not isinstance(trainer, Trains):
        raise PluginError(f"{lesson.named.id} says it trains and has no train()")
    yield Started(lesson=lesson)
    grown = filter(None, (lesson.parent, *lesson.corpus.generated_from))
    prints = yield from fingerprinting.of_training(
        lesson.corpus,
        tuple(grown),
        lesson.resume,
    )
    with context(
        (lesson.seed,),
        device=lesson.device,
        precision=lesson.precision,
        parent=lesson.parent,
    ) as lent:
        with blamed(lesson.named.plugin, lesson.named.id):
            events = trainer.train(lesson.corpus, lesson.params, lent, lesson.resume)
        pulled = pull(events, lesson.named)
        done = 0
        try:
            for event in pulled:
                if isinstance(event, Progress):
                    done = event.done
                elif isinstance(event, Preview):
                    _keep_sample(lesson.name, done, event)
                if isinstance(event, Checkpoint):
                    yield _kept(event, lesson, prints)
                else:
                    yield event
        finally:
            pulled.close()  # type: ignore[attr-defined]


def _keep_sample(name: str, step: int, preview: Preview) -> None:
    """Keep what the model made on the way, beside its checkpoints, to look back at."""
    ending = stamp.suffix(preview.media_type)
    path = home.models() / name / "samples" / f"{step:08d}{ending}"
    files.write_bytes(path, preview.data)


def _kept(event: Checkpoint, lesson: Lesson, prints: Fingerprints) -> Kept:
    """Move a checkpoint into the library, with what is written down beside it."""
    prints.put(event.folder)
    model = models.keep(
        lesson.name,
        event.folder,
        event.step,
        {**_card(lesson, finished=event.final), kept.CARD: prints.guard},
        lesson.ledger,
    )
    if lesson.recipe is not None:
        recipes.keep(lesson.name, lesson.recipe)
    if event.final and (old := lesson.ledger.get("replaces")):
        left_out = len(lesson.ledger["left_out"])
        retiring.replaced(old["model"], lesson.name, left_out, _today())
    return Kept(model=model, step=event.step)


def _card(lesson: Lesson, *, finished: bool) -> dict[str, Any]:
    plugin = lesson.named.plugin
    parent = lesson.ledger.get("parent")
    replaces = lesson.ledger.get("replaces")
    return {
        **({"replaces": replaces["model"]} if replaces else {}),
        "name": lesson.name,
        "generator": lesson.named.id,
        "plugin": {"distribution": plugin.distribution, "version": plugin.version},
        "core": installed("athena-core"),
        "torch": installed("torch"),
        "made_on": _today().isoformat(),
        "finished": finished,
        "seed": lesson.seed,
        "params": lesson.params.model_dump(mode="json"),
        "dataset": lesson.dataset,
        "works": sum(1 for _ in ledgers.works(lesson.ledger)),
        "makers": len(ledgers.shares(lesson.ledger)),
        "rights": ledgers.standing(lesson.ledger),
        "parent": parent["model"] if parent else None,
    }
