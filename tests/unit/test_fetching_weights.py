"""Weights that lie elsewhere come whole, as they were named, or not at all."""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from athena_core import home, run
from athena_core.discovery import discover
from athena_core.errors import AthenaError, InputError, NotFoundError, RefusedError
from athena_core.library import fetched
from athena_core.plugins import Plugins
from athena_core.run import fetching, shelf
from tests.conftest import Run, write_distribution
from tests.unit.consent.hosts import HOST, Host, host, page

CARD = b'{"schema": "athena.card/1", "step": 3}'
NUMBERS = bytes(range(256)) * 40
SOURCE = """
from athena_core import GeneratorSpec, Weights, hookimpl

@hookimpl
def athena_generators():
    yield GeneratorSpec(
        name="far", summary="s", factory="far_plugin:Far", params="far_plugin:Params",
        media_types=("text/plain",), fetch={fetch},
    )
"""


def weights(file: str, data: bytes) -> str:
    return (
        f"Weights(file={file!r}, address='https://{HOST}/{file}', size={len(data)}, "
        f"sha256={hashlib.sha256(data).hexdigest()!r}),"
    )


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Host]:
    answers = {"/card.json": page(CARD), "/model.safetensors": page(NUMBERS)}
    with host(tmp_path, answers) as found:
        yield found


@pytest.fixture
def plugins(site: Path) -> Plugins:
    fetch = weights("model.safetensors", NUMBERS) + weights("card.json", CARD)
    source = SOURCE.format(fetch=f"({fetch})")
    write_distribution(site, "far", "far_plugin", source=source)
    return Plugins(installed=tuple(one for one in discover()[0] if one.name == "far"))


def fetch(plugins: Plugins, served: Host) -> list[tuple[int, int]]:
    seen: list[tuple[int, int]] = []

    def advance(done: int, total: int) -> None:
        seen.append((done, total))

    fetching.fetch(plugins, "far", advance=advance, network=served.network())
    return seen


def wanted(plugins: Plugins) -> Path:
    return fetched.folder("far/far", plugins.generator("far").spec.fetch)


def test_weights_come_once_and_are_a_model_of_unknown_origin(
    plugins: Plugins,
    served: Host,
) -> None:
    assert shelf.elsewhere(plugins) == ["far/far"]
    with pytest.raises(NotFoundError, match="athena models fetch far"):
        run.chosen_model(plugins.generator("far"))
    total = len(NUMBERS) + len(CARD)
    assert fetch(plugins, served)[-1] == (total, total)
    assert (wanted(plugins) / "model.safetensors").read_bytes() == NUMBERS
    assert [path.name for path in wanted(plugins).parent.iterdir()] == [
        wanted(plugins).name,
    ]
    with pytest.raises(RefusedError, match="no ledger"):
        run.chosen_model(plugins.generator("far"))
    model = run.chosen_model(plugins.generator("far"), accept_unknown_origin=True)
    assert model
    assert (model.name, model.card["step"], model.ledger) == ("far/far", 3, {})
    assert [one.name for one in shelf.listing(plugins)] == ["far/far"]  # type: ignore[union-attr]
    assert shelf.elsewhere(plugins) == []
    assert fetch(plugins, served) == []
    assert len(served.requests) == 2


def test_what_broke_off_goes_on_where_it_ended(
    plugins: Plugins,
    served: Host,
) -> None:
    half = len(NUMBERS) // 2
    short = page(NUMBERS[:half], Content_Length=str(len(NUMBERS)))
    served.answers["/model.safetensors"] = short
    with pytest.raises(AthenaError):
        fetch(plugins, served)
    assert not wanted(plugins).exists()
    rest = NUMBERS[half:]
    span = f"bytes {half}-{len(NUMBERS) - 1}/{len(NUMBERS)}"
    answer = page(rest, "206 Partial Content", Content_Range=span)
    served.answers["/model.safetensors"] = answer
    seen = fetch(plugins, served)
    assert seen[0][0] > half
    assert f"Range: bytes={half}-\r\n" in served.asked[1]
    assert (wanted(plugins) / "model.safetensors").read_bytes() == NUMBERS


def test_a_host_that_cannot_go_on_begins_anew(plugins: Plugins, served: Host) -> None:
    coming = fetched.coming("far/far", plugins.generator("far").spec.fetch)
    coming.mkdir(parents=True)
    (coming / "model.safetensors.partial").write_bytes(b"other bytes of a torn file")
    fetch(plugins, served)
    assert "Range: bytes=26-" in served.asked[0]
    assert (wanted(plugins) / "model.safetensors").read_bytes() == NUMBERS


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"x" * len(NUMBERS), "is not the file that the plugin names"),
        (NUMBERS + b"x", "sends more than"),
    ],
)
def test_other_bytes_are_refused_and_not_kept(
    body: bytes,
    words: str,
    plugins: Plugins,
    served: Host,
) -> None:
    served.answers["/model.safetensors"] = page(body)
    with pytest.raises(RefusedError, match=words):
        fetch(plugins, served)
    assert not wanted(plugins).exists()
    served.answers["/model.safetensors"] = page(NUMBERS)
    fetching_again = fetch(plugins, served)
    assert fetching_again
    assert (wanted(plugins) / "model.safetensors").read_bytes() == NUMBERS


def test_too_few_bytes_go_on_the_next_time(plugins: Plugins, served: Host) -> None:
    served.answers["/model.safetensors"] = page(NUMBERS[:100])
    with pytest.raises(InputError, match="gave 100 of 10,240 bytes; try again"):
        fetch(plugins, served)


@pytest.mark.parametrize(
    "answer",
    [
        page(b"", "404 Not Found"),
        page(NUMBERS, "206 Partial Content", Content_Range="bytes 5-9/10240"),
        page(b"", "302 Found", Location="https://10.0.0.1/model.safetensors"),
        page(b"", "302 Found", Location=f"http://{HOST}/model.safetensors"),
    ],
)
def test_an_answer_that_is_none_is_a_sentence(
    answer: bytes,
    plugins: Plugins,
    served: Host,
) -> None:
    served.answers["/model.safetensors"] = answer
    with pytest.raises(AthenaError):
        fetch(plugins, served)
    assert not wanted(plugins).exists()


def test_a_redirect_with_a_long_signature_is_followed(
    plugins: Plugins,
    served: Host,
) -> None:
    there = f"/store?signature={'a' * 900}"
    moved = page(b"", "302 Found", Location=f"https://{HOST}{there}")
    served.answers |= {"/model.safetensors": moved, there: page(NUMBERS)}
    fetch(plugins, served)
    assert (wanted(plugins) / "model.safetensors").read_bytes() == NUMBERS


def test_a_host_that_stalls_leaves_what_came(plugins: Plugins, served: Host) -> None:
    def broken(secure: ssl.SSLSocket) -> None:
        whole = page(NUMBERS)
        secure.sendall(whole[: len(whole) // 2])

    served.answers["/model.safetensors"] = broken
    with pytest.raises(InputError):
        fetch(plugins, served)
    coming = fetched.coming("far/far", plugins.generator("far").spec.fetch)
    assert (coming / "model.safetensors.partial").stat().st_size > 0


def test_a_generator_that_needs_none_says_so(tiny: Plugins, served: Host) -> None:
    with pytest.raises(NotFoundError, match="names no weights to fetch"):
        fetching.fetch(
            tiny,
            "parrot",
            advance=lambda _done, _total: None,
            network=served.network(),
        )


def test_the_commands_say_what_to_type(
    plugins: Plugins,
    site: Path,
    athena: Run,
) -> None:
    assert plugins.generators
    # an address that is refused before any name is looked up
    light = site / "far_plugin.py"
    light.write_text(light.read_text().replace(HOST, "10.0.0.1"))
    listed = athena("models", "list")
    assert "far/far needs weights: athena models fetch far/far" in listed.stderr
    told = athena("plugins", "info", "far").stdout
    assert "  state: needs, needs weights of far" in told
    record = site / "athena_plugin_far-1.0.dist-info" / "RECORD"
    record.write_text("far_plugin.py,,\n")
    athena("generators", "list")
    states = athena("plugins", "list")
    assert "needs\tneeds weights of far" in states.stdout
    assert "athena-plugin-far: athena models fetch far" in states.stderr
    made = athena("models", "fetch", "far")
    assert made.returncode == 1
    assert "0.0 MB from 10.0.0.1" in made.stderr
    assert "is not fetched: " in made.stderr
    assert not list((home.home() / "fetched").rglob("*.safetensors"))
