"""Devices: which processor a training step runs on, and how a step ends.

Needs the extra `athena-core[torch]`; torch is imported inside functions only. A trainer
ends its work through `backward()` and `step()` alone, so that a device which has to be
told (lazy HPU) can be told in one place.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from athena_core.errors import DeviceError

if TYPE_CHECKING:
    import torch

ORDER = ("cuda", "xpu", "mps", "cpu")
PRECISIONS = ("auto", "fp32", "bf16")


@dataclass(frozen=True, slots=True)
class Accelerator:
    """One device and the number format of its matrix products."""

    device: torch.device
    bf16: bool = False

    def autocast(self) -> contextlib.AbstractContextManager[Any]:
        """Return the context in which forward passes run."""
        import torch  # noqa: PLC0415 - see the module's docstring

        if not self.bf16:
            return contextlib.nullcontext()
        return torch.autocast(self.device.type, dtype=torch.bfloat16)

    def backward(self, loss: torch.Tensor) -> None:
        """Compute gradients; the end of a piece of work."""
        loss.backward()

    def step(self, optimizer: torch.optim.Optimizer) -> None:
        """Update parameters; the end of a piece of work."""
        optimizer.step()


def resolve(name: str = "auto", *, precision: str = "auto") -> Accelerator:
    """Return the device by name, else `ATHENA_DEVICE`, else the first that is there.

    Raises `DeviceError` when the named one is not usable: never a silent CPU run.
    """
    import torch  # noqa: PLC0415 - see the module's docstring

    if precision not in PRECISIONS:
        raise DeviceError(f"precision {precision!r} is none of {', '.join(PRECISIONS)}")
    wanted = os.environ.get("ATHENA_DEVICE", "auto") if name == "auto" else name
    if wanted == "auto":
        wanted = next(kind for kind in ORDER if why_not(kind) is None)
    if why := why_not(wanted.partition(":")[0]):
        raise DeviceError(f"device {wanted!r} cannot be used: {why}; try --device cpu")
    return Accelerator(torch.device(wanted), bf16=precision == "bf16")


def why_not(kind: str) -> str | None:
    """Say why a kind of device cannot be used here, or None when it can."""
    import torch  # noqa: PLC0415 - see the module's docstring

    usable: dict[str, Callable[[], bool]] = {
        "cpu": lambda: True,
        "cuda": torch.cuda.is_available,
        "xpu": torch.xpu.is_available,
        "mps": torch.backends.mps.is_available,
    }
    if kind not in usable:
        return f"Athena knows {', '.join(ORDER)}"
    if usable[kind]():
        return None
    return f"PyTorch {torch.__version__} sees no {kind} here"
