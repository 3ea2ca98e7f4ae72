from __future__ import annotations

import pytest
import torch
from athena_plugin_lstm.loss import cross_entropy
from athena_plugin_lstm.model import Dropout, PoemModel, Shape, locked
from torch import Tensor
from torch.nn import functional

SHAPE = Shape(50, 16, 24, 3)
IDS = torch.randint(0, 50, (9, 4), generator=torch.Generator().manual_seed(1))


@pytest.fixture
def model() -> PoemModel:
    torch.manual_seed(0)
    return PoemModel(SHAPE)


def by_steps(model: PoemModel) -> Tensor:
    state, rows = model.start(4), []
    for ids in IDS[:-1]:
        scores, state = model.step(ids, state)
        rows.append(scores)
    return torch.stack(rows)


def test_a_window_says_what_single_steps_say(model: PoemModel) -> None:
    x, _ = model(IDS[:-1], model.start(4))
    assert torch.allclose(model.logits(x), by_steps(model), atol=1e-5)


def test_a_window_and_single_steps_have_the_same_gradients(model: PoemModel) -> None:
    x, _ = model(IDS[:-1], model.start(4))
    cross_entropy(x, model.embedding, model.bias, IDS[1:]).backward()
    fast = [p.grad.clone() for p in model.parameters() if p.grad is not None]
    model.zero_grad()
    scores = by_steps(model).reshape(-1, 50)
    functional.cross_entropy(scores, IDS[1:].reshape(-1)).backward()
    plain = [p.grad for p in model.parameters() if p.grad is not None]
    assert all(
        torch.allclose(*pair, atol=1e-6) for pair in zip(fast, plain, strict=True)
    )


def test_memory_is_carried_from_window_to_window(model: PoemModel) -> None:
    whole, _ = model(IDS, model.start(4))
    first, state = model(IDS[:4], model.start(4))
    second, _ = model(IDS[4:], state)
    assert torch.allclose(torch.cat([first, second]), whole, atol=1e-6)


def test_bfloat16_comes_close_and_keeps_weights_whole(model: PoemModel) -> None:
    x, state = model(IDS, model.start(4), torch.bfloat16)
    exact, _ = model(IDS, model.start(4))
    assert x.dtype == torch.bfloat16
    assert model.embedding.dtype == torch.float32
    assert torch.allclose(x.float(), exact, atol=0.02)
    assert len(state) == SHAPE.layers


def test_dropped_units_are_the_same_at_every_step() -> None:
    x = locked(torch.ones(5, 3, 40), 0.5)
    assert torch.equal(x, x[:1].expand(5, 3, 40))
    assert 0 < int((x == 0).sum()) < x.numel()


@pytest.mark.parametrize("where", ["ids", "input", "hidden", "output", "weights"])
def test_every_kind_of_dropout_acts_in_training_only(where: str) -> None:
    torch.manual_seed(0)
    model = PoemModel(SHAPE, Dropout(**{where: 0.5}))
    still = [model.eval()(IDS, model.start(4))[0] for _ in range(2)]
    moved = [model.train()(IDS, model.start(4))[0] for _ in range(2)]
    assert torch.equal(*still)
    assert not torch.equal(*moved)


def test_weights_under_dropout_still_learn() -> None:
    model = PoemModel(SHAPE, Dropout(weights=0.5)).train()
    x, _ = model(IDS, model.start(4))
    x.sum().backward()
    for name, parameter in model.named_parameters():
        assert name == "bias" or parameter.grad is not None, name
