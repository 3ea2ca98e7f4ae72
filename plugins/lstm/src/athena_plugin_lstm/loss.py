"""Cross-entropy of a window without ever holding all its scores at once.

Scores of 2,048 places for 4,096 ids are 32 MB, and writing them to memory and back
costs more than the sums themselves. Taken a few hundred places at a time they stay in
the processor's cache, and the gradient is formed on the spot: softmax minus one-hot.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

_PLACES = 256


class _CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(
        context: Any,
        x: Tensor,  # [N, E], bfloat16 or float32
        weight: Tensor,  # [V, E], float32
        bias: Tensor,  # [V], float32
        targets: Tensor,  # [N]; a negative target does not count
    ) -> Tensor:
        low = weight.to(x.dtype)
        grad_x = torch.empty_like(x)
        grad_weight = torch.zeros_like(weight)
        grad_bias = torch.zeros_like(bias)
        exact = torch.float32 if x.device.type == "mps" else torch.float64
        total = x.new_zeros((), dtype=exact)
        share = 1.0 / max(1, int((targets >= 0).sum()))
        for start in range(0, len(x), _PLACES):
            part = slice(start, start + _PLACES)
            counted = targets[part] >= 0
            column = targets[part].clamp_min(0).unsqueeze(1)
            scores = (x[part] @ low.T).float().add_(bias)
            scores = torch.log_softmax(scores, dim=1)
            total -= (scores.gather(1, column).squeeze(1) * counted).sum(dtype=exact)
            grad = scores.exp_()
            grad.scatter_add_(1, column, grad.new_full(column.shape, -1.0))
            grad.mul_(counted.unsqueeze(1) * share)
            grad_bias += grad.sum(0)
            grad = grad.to(x.dtype)
            grad_x[part] = grad @ low
            grad_weight += grad.T @ x[part]
        context.save_for_backward(grad_x, grad_weight, grad_bias)
        return (total * share).float()

    @staticmethod
    def backward(context: Any, *grads: Tensor) -> tuple[Tensor | None, ...]:
        grad_x, grad_weight, grad_bias = context.saved_tensors
        up = grads[0]
        return grad_x * up.to(grad_x.dtype), grad_weight * up, grad_bias * up, None


def cross_entropy(x: Tensor, weight: Tensor, bias: Tensor, targets: Tensor) -> Tensor:
    """Return the mean of -log p(target), in nats, of scores `x @ weight.T + bias`.

    `x` is [..., E], `targets` [...]; a negative target does not count.
    """
    flat = x.reshape(-1, x.shape[-1])
    loss: Tensor = _CrossEntropy.apply(  # type: ignore[no-untyped-call]
        flat, weight, bias, targets.reshape(-1)
    )
    return loss
