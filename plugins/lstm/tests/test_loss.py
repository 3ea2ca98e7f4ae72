from __future__ import annotations

import pytest
import torch
from athena_plugin_lstm import loss
from torch import Tensor
from torch.nn import functional


def leaves(kind: torch.dtype = torch.float32) -> tuple[Tensor, Tensor, Tensor]:
    torch.manual_seed(0)
    x = torch.randn(7, 3, 8).to(kind).requires_grad_()
    return x, torch.randn(20, 8).requires_grad_(), torch.randn(20).requires_grad_()


def test_it_equals_plain_cross_entropy_with_its_gradients() -> None:
    targets = torch.randint(0, 20, (7, 3))
    targets[0, 0] = -1
    ours, plain = leaves(), leaves()
    loss.cross_entropy(*ours, targets).mul(2).backward()
    x, weight, bias = plain
    scores = (x @ weight.T + bias).reshape(-1, 20)
    expected = functional.cross_entropy(scores, targets.reshape(-1), ignore_index=-1)
    expected.mul(2).backward()
    for mine, theirs in zip(ours, plain, strict=True):
        assert mine.grad is not None
        assert theirs.grad is not None
        assert torch.allclose(mine.grad, theirs.grad, atol=1e-6)


def test_long_windows_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    x, weight, bias = leaves()
    targets = torch.randint(0, 20, (7, 3))
    whole = loss.cross_entropy(x, weight, bias, targets)
    monkeypatch.setattr(loss, "_PLACES", 4)
    assert torch.allclose(loss.cross_entropy(x, weight, bias, targets), whole)


def test_bfloat16_comes_close() -> None:
    targets = torch.randint(0, 20, (7, 3))
    close = loss.cross_entropy(*leaves(torch.bfloat16), targets)
    assert torch.allclose(close, loss.cross_entropy(*leaves(), targets), rtol=0.02)
