"""One run of learning: the model, its optimiser, its average, and one step."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor

from athena_core import Accelerator
from athena_plugin_lstm.loss import cross_entropy
from athena_plugin_lstm.model import Dropout, PoemModel, State
from athena_plugin_lstm.params import PoetTrainParams
from athena_plugin_lstm.streams import Streams
from athena_plugin_lstm.vocabulary import Vocabulary

WARM_UP = 100
"""Steps in which the corrections grow to their full size."""
LEAST_STEPS = 400
"""Steps of a run whose number of passes nobody chose."""
PASSES = 30
"""Passes of such a run over a collection that is not small."""


def number_format(wanted: str, accelerator: Accelerator) -> torch.dtype:
    """Return the numbers that layers compute with: `auto`, `fp32` or `bf16`.

    On a CPU `auto` takes bfloat16 only where there are units for it (AMX); elsewhere it
    would be many times slower. Weights are always kept in float32.
    """
    if wanted == "auto" and accelerator.device.type == "cpu":
        fast = torch.cpu._is_amx_tile_supported()  # noqa: SLF001 - no public name yet
        return torch.bfloat16 if fast else torch.float32
    return torch.bfloat16 if accelerator.bf16 else torch.float32


def dropout_of(params: PoetTrainParams) -> Dropout:
    """Read the shares to drop from the options."""
    return Dropout(
        ids=params.drop_ids,
        input=params.drop_input,
        hidden=params.drop_hidden,
        output=params.drop_output,
        weights=params.drop_weights,
    )


class Learning:
    """What changes from step to step; `tensors` is all of it."""

    def __init__(
        self,
        model: PoemModel,
        params: PoetTrainParams,
        streams: Streams,
        vocabulary: Vocabulary,
        *,
        seed: int,
        accelerator: Accelerator,
        precision: str = "auto",
    ) -> None:
        self.params, self.streams, self.seed = params, streams, seed
        self.start_id, self.last_id = vocabulary.start, vocabulary.end
        self.accelerator = accelerator
        self.precision = number_format(precision, accelerator)
        self.model = model.to(accelerator.device)
        self.step = 0
        least = -(-LEAST_STEPS // streams.steps)
        self.total = (params.epochs or max(PASSES, least)) * streams.steps
        self.state: State = self.model.start(streams.batch)
        self.average = {n: p.detach().clone() for n, p in self.named()}
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(),
            betas=(0.9, 0.99),
            weight_decay=params.weight_decay,
            fused=True,
        )

    def named(self) -> Iterator[tuple[str, torch.nn.Parameter]]:
        """Return the weights with their names, in one order."""
        return self.model.named_parameters()

    def rate(self) -> float:
        """Size of a correction at this step: up, level, and down to nothing."""
        rise = min(1.0, (self.step + 1) / min(WARM_UP, max(1, self.total // 10)))
        cooling = max(1.0, self.params.cooldown * self.total)
        fall = min(1.0, (self.total - self.step) / cooling)
        return self.params.learning_rate * rise * fall

    def advance(self) -> float:
        """Read one window, correct the weights, and return the loss in nats."""
        device = self.accelerator.device
        window = torch.from_numpy(self.streams.at(self.step).copy()).to(device)
        inputs, targets = window[:-1], window[1:]
        self._forget(inputs[0])
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed((self.seed * 1_000_003 + self.step) % 2**63)
            self.model.train()
            x, after = self.model(inputs, self.state, self.precision)
            # Themes are told, never guessed.
            targets = targets.masked_fill(targets > self.last_id, -1)
            loss = cross_entropy(x, self.model.embedding, self.model.bias, targets)
            self.accelerator.backward(loss)
        self.state = [(h.detach().float(), c.detach().float()) for h, c in after]
        self._correct()
        self.step += 1
        return loss.item()

    def _forget(self, first: Tensor) -> None:
        """Empty the memory where a poem begins with the window, or a pass begins."""
        kept = (first != self.start_id).unsqueeze(1)
        if self.step % self.streams.steps == 0:
            kept = torch.zeros_like(kept)
        self.state = [(h * kept, c * kept) for h, c in self.state]

    def _correct(self) -> None:
        """Take one step of AdamW with a clipped gradient; let the average follow."""
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.params.clip)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        self.accelerator.step(self.optimizer)
        self.optimizer.zero_grad()
        memory = min(self.params.average, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for name, parameter in self.named():
                self.average[name].lerp_(parameter, 1 - memory)

    def averaged(self) -> PoemModel:
        """Return a model that holds the averaged weights, ready to write."""
        with torch.random.fork_rng(devices=[]):
            model = PoemModel(self.model.shape)
        model.load_state_dict(self.average)
        return model.eval()

    def tensors(self) -> dict[str, Tensor]:
        """Return everything that the next step depends on, under flat names."""
        kept: dict[str, Tensor] = {}
        for name, parameter in self.named():
            moments = self._moments(parameter)
            kept[f"weights.{name}"] = parameter.detach()
            kept[f"average.{name}"] = self.average[name]
            kept[f"first.{name}"] = moments["exp_avg"]
            kept[f"second.{name}"] = moments["exp_avg_sq"]
        for index, (h, c) in enumerate(self.state):
            kept |= {f"state.{index}.h": h, f"state.{index}.c": c}
        return {name: tensor.contiguous() for name, tensor in kept.items()}

    @torch.no_grad()
    def restore(self, tensors: dict[str, Tensor], step: int) -> None:
        """Take up again what `tensors` returned at a step."""
        for name, parameter in self.named():
            moments = self._moments(parameter)
            moments["step"].fill_(step)
            moments["exp_avg"].copy_(tensors[f"first.{name}"])
            moments["exp_avg_sq"].copy_(tensors[f"second.{name}"])
            parameter.copy_(tensors[f"weights.{name}"])
            self.average[name].copy_(tensors[f"average.{name}"])
        for index, parts in enumerate(self.state):
            for part, letter in zip(parts, "hc", strict=True):
                part.copy_(tensors[f"state.{index}.{letter}"])
        self.step = step

    def _moments(self, parameter: torch.nn.Parameter) -> dict[str, Tensor]:
        """Return what AdamW remembers of a weight; nothing yet before the first step.

        It would make the same zeros by itself at its first step.
        """
        moments: dict[str, Tensor] = self.optimizer.state[parameter]
        if not moments:
            moments["step"] = torch.zeros((), device=parameter.device)
            moments["exp_avg"] = torch.zeros_like(parameter)
            moments["exp_avg_sq"] = torch.zeros_like(parameter)
        return moments
