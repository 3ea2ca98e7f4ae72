"""A named device that is not usable is an error with the reason, never a CPU run."""

from __future__ import annotations

import pytest

from athena_core.accel import resolve
from athena_core.errors import DeviceError

torch = pytest.importorskip("torch")


def test_the_cpu_is_always_there() -> None:
    assert resolve("cpu").device == torch.device("cpu")


def test_auto_finds_a_device() -> None:
    assert resolve().device.type in ("cuda", "xpu", "mps", "cpu")


def test_the_environment_decides_where_nothing_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ATHENA_DEVICE", "quantum")
    with pytest.raises(DeviceError, match="'quantum' cannot be used"):
        resolve()
    assert resolve("cpu").device.type == "cpu"


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device here")
def test_a_missing_device_says_why_and_what_to_try() -> None:
    with pytest.raises(DeviceError, match=r"sees no cuda here; try --device cpu"):
        resolve("cuda")


def test_a_precision_nobody_knows_is_told() -> None:
    with pytest.raises(DeviceError, match="'fp16' is none of auto, fp32, bf16"):
        resolve("cpu", precision="fp16")


def test_bf16_is_used_only_where_asked() -> None:
    layer = torch.nn.Linear(2, 2)
    for precision, kind in (("auto", torch.float32), ("bf16", torch.bfloat16)):
        with resolve("cpu", precision=precision).autocast():
            assert layer(torch.ones(1, 2)).dtype == kind


def test_backward_and_step_train() -> None:
    accelerator = resolve("cpu")
    weight = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.5)
    accelerator.backward((weight * 2).sum())
    accelerator.step(optimizer)
    assert weight.item() == 0.0
