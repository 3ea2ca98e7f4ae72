"""`athena train GENERATOR --dataset ...`: a model of one's own from one's own works."""

from __future__ import annotations

from typing import Any

import click

from athena_core.cli import options
from athena_core.cli.asking import ASKING, asking
from athena_core.cli.asking import NAMES as ASKED
from athena_core.cli.works import WORKS, opened, wanted
from athena_core.specs import GeneratorSpec

DEVICES = [
    click.Option(["--device"], default="auto", help="cuda, xpu, mps or cpu.  [auto]"),
    click.Option(
        ["--precision"],
        type=click.Choice(["auto", "fp32", "bf16"]),
        default="auto",
        help="Number format of the heavy products.  [auto]",
    ),
]

COMMON = [
    click.Option(
        ["--dataset"],
        required=True,
        help="A folder, NAME, NAME:PATH (`athena datasets list`), or "
        "generated:poet:200.",
    ),
    *WORKS,
    *ASKING,
    click.Option(["--name"], default="", help="Name of the model.  [from the dataset]"),
    click.Option(
        ["--seed"],
        type=int,
        callback=options.seed,
        default=1,
        help="Seed of the training.  [1]",
    ),
    click.Option(["--resume"], is_flag=True, help="Go on from the last checkpoint."),
    click.Option(
        ["--from", "parent"],
        default="",
        help="Start from this model and learn your works on top (transfer learning).",
    ),
    *DEVICES,
]

NAMES = [str(option.name) for option in WORKS]


def _build(spec: GeneratorSpec, drawn: list[click.Parameter]) -> click.Command:
    return click.Command(
        spec.name,
        callback=lambda **values: _train(spec.name, **values),
        params=[*COMMON, *drawn],
        help=f"Train {spec.name} on works whose right is on record.",
    )


train = options.Generators(
    _build,
    frozenset({"train"}),
    "train_params",
    name="train",
    help="Teach a generator on your own works. Each has options of its own: "
    "`athena train painter --help`.",
)


def _train(
    generator: str,
    *,
    dataset: str,
    name: str,
    seed: int,
    resume: bool,
    parent: str,
    device: str,
    precision: str,
    **values: Any,
) -> None:
    from athena_core import run
    from athena_core.plugins import plugins

    asked = asking(**{name: values.pop(name) for name in ASKED})
    found = plugins()
    spec = found.generator(generator).spec
    offer, selection = wanted(dataset, **{name: values.pop(name) for name in NAMES})
    title, offered = opened(offer)
    corpus = run.admitted(
        found,
        offered,
        selection,
        learns_from=spec.learns_from,
        asking=asked,
    )
    lesson = run.prepare(
        found,
        generator,
        title,
        corpus,
        options.given(values),
        name=name,
        seed=seed,
        resume=resume,
        parent=_parent(generator, parent),
        device=device,
        precision=precision,
        asking=asked,
        recipe=run.Recipe.of(found, offer, asked),
    )
    Session(lesson).run()


def _parent(generator: str, name: str) -> Any:
    from athena_core import run
    from athena_core.plugins import plugins

    if not name:
        return None
    return run.chosen_model(plugins().generator(generator), name)


class Session:
    """One training on the screen: what it learns from, how far it is, what it makes."""

    def __init__(self, lesson: Any) -> None:
        self.lesson = lesson
        self.kept: Any = None
        self.done = 0

    def run(self) -> None:
        """Train to the end, or until Ctrl-C, which keeps the last checkpoint."""
        from athena_core import run
        from athena_core.cli import show

        self._introduce()
        events = run.train(self.lesson)
        try:
            with show.bar(f"training {self.lesson.name}") as bar:
                for event in events:
                    self._see(event, bar)
        except KeyboardInterrupt:
            self._stopped()
            raise click.exceptions.Exit(130) from None
        finally:
            events.close()  # type: ignore[attr-defined]
        show.say(f"\ndone: {self.kept.model.folder if self.kept else 'nothing kept'}")
        show.write(self.lesson.name)
        short = self.lesson.named.spec.name
        show.say(f"try it: athena create {short} --model {self.lesson.name}")

    def _introduce(self) -> None:
        from athena_core.cli import show
        from athena_core.library import ledger

        corpus = self.lesson.corpus
        show.say(f"{self.lesson.name}: {ledger.summary(self.lesson.ledger)}")
        show.say(f"  held out for measuring: {len(corpus.held_out):,}")
        for word, problems in (
            ("skipped", [(one.name, one.reason) for one in corpus.skipped]),
            ("refused", [(one.work.id, one.reason) for one in corpus.refused]),
        ):
            if problems:
                show.say(f"  {word}: {len(problems):,}")
                for name, reason in problems[:3]:
                    show.say(f"    {name}: {reason}")

    def _see(self, event: Any, bar: Any) -> None:
        from athena_core import run
        from athena_core.cli import show
        from athena_core.protocols import Metric, Preview, Progress

        if isinstance(event, Progress):
            self.done = event.done
            bar.advance(event.done, event.total)
            if event.note:
                show.say(event.note)
        elif isinstance(event, Metric) and event.note:
            show.say(f"{event.name} {event.value:.4g}: {event.note}")
        elif isinstance(event, run.Kept):
            self.kept = event
        elif isinstance(event, Preview):
            if event.note:
                show.say(event.note)
            show.piece(event, bar.console, height=20)

    def _stopped(self) -> None:
        from athena_core.cli import show

        if self.kept is None and self.lesson.resume is None:
            show.say(f"\nstopped at step {self.done:,}, before the first checkpoint")
            return
        last = self.kept.model if self.kept else self.lesson.resume
        step = last.card["step"]
        show.say(
            f"\nstopped at step {self.done:,}; the checkpoint of step {step:,} is "
            "kept. The same command with --resume goes on from there.",
        )
