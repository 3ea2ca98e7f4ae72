from __future__ import annotations

import torch
from athena_plugin_dcgan import watching


def noise(count: int = 16) -> torch.Tensor:
    chance = torch.Generator().manual_seed(0)
    return torch.randint(0, 256, (count, 32, 32, 3), generator=chance).byte()


def flat(count: int = 16) -> torch.Tensor:
    levels = torch.arange(count, dtype=torch.uint8) * (255 // count)
    return levels[:, None, None, None].expand(-1, 32, 32, 3)


def test_equal_pictures_have_no_variety() -> None:
    assert watching.variety(noise(1).expand(8, -1, -1, -1)) == 0
    assert watching.variety(flat()) > 0.2


def test_pictures_that_grow_alike_are_told_of() -> None:
    nearly = (flat() // 8).contiguous()
    metric = watching.alike(nearly, flat(), step=1000)
    assert metric.value < 0.5
    assert "mode collapse" in metric.note


def test_varied_pictures_and_early_steps_are_not() -> None:
    assert watching.alike(flat(), flat(), step=1000).note == ""
    assert watching.alike(flat() // 8, flat(), step=10).note == ""


class Said:
    """What a trainer shows after a step."""

    def __init__(self, works: float, paintings: float) -> None:
        self.verdicts = [torch.full((4,), works), torch.full((4,), paintings)]
        self.losses = [torch.tensor(1.0), torch.tensor(1.0)]


def test_a_critic_that_is_never_wrong_is_told_of() -> None:
    watch = watching.Watch()
    watch.see(Said(works=3.0, paintings=-3.0))  # type: ignore[arg-type]
    notes = {metric.name: metric.note for metric in watch.report(1000)}
    assert "leaves the painter nothing to learn" in notes["paintings-caught"]
    assert "by heart" in notes["works-known"]


def test_an_even_game_is_not() -> None:
    watch = watching.Watch()
    watch.see(Said(works=1.0, paintings=1.0))  # type: ignore[arg-type]
    assert not any(m.note for m in watch.report(1000) if m.name == "paintings-caught")


def test_expectations_are_set_for_few_works_only() -> None:
    assert "12 works are few" in watching.expectations(12)
    assert watching.expectations(100) == ""
