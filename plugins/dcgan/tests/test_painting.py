from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from athena_plugin_dcgan.model import Generator, Shape
from athena_plugin_dcgan.painter import Painter
from athena_plugin_dcgan.params import PainterParams
from safetensors.torch import load_file, save_file

from athena_core import Context, InputError, Model, NotFoundError, Piece, pictures

CHILD = """
import hashlib, json, sys, torch
from pathlib import Path
from athena_core import Context, Model, Piece
from athena_plugin_dcgan.painter import Painter
from athena_plugin_dcgan.params import PainterParams
folder, threads, *seeds = sys.argv[1:]
torch.set_num_threads(int(threads))
context = Context(
    seeds=tuple(map(int, seeds)), scratch=Path(folder), cache=Path(folder)
)
model = Model(name="tiny", folder=Path(folder), card={}, ledger={})
pieces = [
    event.data
    for event in Painter().generate(PainterParams(), context, model)
    if isinstance(event, Piece)
]
names = [hashlib.sha256(data).hexdigest() for data in pieces]
print(json.dumps(dict(zip(map(int, seeds), names))))
"""


@pytest.fixture
def model(tmp_path: Path) -> Model:
    """Return a painter of strong random weights, so that its pictures differ."""
    shape = Shape(size=32, width=32, latent=6)
    torch.manual_seed(0)
    generator = Generator(shape)
    for parameter in generator.parameters():
        torch.nn.init.normal_(parameter, 0.0, 0.3)
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "painter.json").write_text(json.dumps(shape.as_json()))
    save_file(generator.state_dict(), folder / "model.safetensors")
    return Model(name="tiny", folder=folder, card={}, ledger={})


@pytest.fixture
def paint(model: Model, context: Callable[..., Context]) -> Callable[..., list[bytes]]:
    def run(*seeds: int, truncation: float = 0.9) -> list[bytes]:
        params = PainterParams(truncation=truncation)
        events = Painter().generate(params, context(*seeds), model)
        return [event.data for event in events if isinstance(event, Piece)]

    return run


def test_each_seed_has_its_picture_whatever_the_others(
    paint: Callable[..., list[bytes]],
) -> None:
    first, second, third = paint(5, 6, 7)
    assert [first] == paint(5)
    assert [third, second] == paint(7, 6)
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(
    ("capability", "threads"),
    [("default", 1), ("avx2", 2), ("avx512", 1)],
)
def test_other_processes_threads_and_instructions_paint_the_same_bytes(
    model: Model,
    paint: Callable[..., list[bytes]],
    capability: str,
    threads: int,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(model.folder), str(threads), "3", "2", "1"],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "ATEN_CPU_CAPABILITY": capability},
    )
    here = {
        str(seed): hashlib.sha256(data).hexdigest()
        for seed, data in zip((1, 2, 3), paint(1, 2, 3), strict=True)
    }
    assert json.loads(done.stdout) == here


def test_pieces_are_pictures_of_the_models_size(
    paint: Callable[..., list[bytes]],
) -> None:
    (data,) = paint(1)
    assert pictures.media_type(data) == "image/png"
    assert pictures.decode(data).size == (32, 32)


def test_truncation_draws_pictures_together(paint: Callable[..., list[bytes]]) -> None:
    def distance(truncation: float) -> int:
        one, two = (
            pictures.decode(data).tobytes()
            for data in paint(1, 2, truncation=truncation)
        )
        return sum(abs(a - b) for a, b in zip(one, two, strict=True))

    assert distance(0.01) < distance(1.0)


def test_a_walk_begins_and_ends_in_the_seeds_own_pictures(
    model: Model,
    paint: Callable[..., list[bytes]],
    context: Callable[..., Context],
) -> None:
    events = Painter().interpolate(3, 9, 5, PainterParams(), context(), model)
    frames = [event.data for event in events if isinstance(event, Piece)]
    assert len(frames) == 5
    assert [frames[0], frames[-1]] == paint(3, 9)


def test_without_a_model_it_says_how_to_get_one(
    context: Callable[..., Context],
) -> None:
    with pytest.raises(NotFoundError, match="athena train painter"):
        list(Painter().generate(PainterParams(), context(), None))


def test_half_precision_weights_paint(
    model: Model,
    paint: Callable[..., list[bytes]],
) -> None:
    path = model.folder / "model.safetensors"
    tensors = load_file(path)
    save_file(
        {k: t.half() if t.is_floating_point() else t for k, t in tensors.items()},
        path,
    )
    (data,) = paint(1)
    assert pictures.decode(data).size == (32, 32)


def test_weights_that_do_not_fit_are_named(
    model: Model,
    paint: Callable[..., list[bytes]],
) -> None:
    shape = model.folder / "painter.json"
    shape.write_text(shape.read_text().replace('"width": 32', '"width": 64'))
    with pytest.raises(InputError, match=r"model\.safetensors does not hold"):
        paint(1)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("painter.json", '{"depth": 3}', "is of another version"),
        ("painter.json", "[", "is not readable JSON"),
        ("model.safetensors", "torn", "is damaged"),
    ],
)
def test_broken_files_are_named(
    model: Model,
    paint: Callable[..., list[bytes]],
    name: str,
    content: str,
    sentence: str,
) -> None:
    (model.folder / name).write_text(content)
    with pytest.raises(InputError, match=f"{name} {sentence}"):
        paint(1)


@pytest.mark.parametrize("name", ["painter.json", "model.safetensors"])
def test_missing_files_are_named(
    model: Model,
    paint: Callable[..., list[bytes]],
    name: str,
) -> None:
    (model.folder / name).unlink()
    with pytest.raises(InputError, match=f"{name} is missing"):
        paint(1)
