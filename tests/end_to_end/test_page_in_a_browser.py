"""The exported page in a real browser: all is shown, and nothing runs or is fetched.

The accessibility check needs axe-core, which is no part of Athena:

    npm install --prefix /tmp/axe axe-core
    ATHENA_AXE=/tmp/axe/node_modules/axe-core/axe.min.js pytest tests/end_to_end
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from athena_core.plugins import Plugins
from tests.conftest import Run
from tests.end_to_end.browser import Tab, browser
from tests.unit.exporting.pieces import made, retold

HOSTILE = "</title><script>document.title='taken'</script><img src=x onerror=alert(1)>"
IMAGES = """Promise.all([...document.images].map(one => one.decode())).then(() =>
  [...document.images].map(one => [one.naturalWidth, one.clientWidth, one.alt]))"""
BACKGROUND = "getComputedStyle(document.documentElement).backgroundColor"
SCHEMES = ("light", "dark")


@pytest.fixture
def page(tiny: Plugins, athena: Run, tmp_path: Path) -> Path:
    """Export three pieces, one of them hostile, as a user types it."""
    pieces = [
        made(tiny, "dauber", 3, upscaling="pixels"),
        made(tiny, "parrot", 4),
        retold(made(tiny, "parrot", 5), title=HOSTILE, credit=HOSTILE),
    ]
    paths = [str(one.path) for one in pieces]
    done = athena("gallery", "export", *paths, "--to", "site", "--title", HOSTILE)
    assert done.returncode == 0, done.stderr
    return tmp_path / done.stdout.strip()


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("browser")) as lent:
        yield lent


@pytest.fixture
def tab(window: Tab) -> Tab:
    window.ask("Emulation.setEmulatedMedia", features=[])
    window.ask("Emulation.clearDeviceMetricsOverride")
    return window


def test_it_is_shown_and_nothing_runs_or_is_fetched(page: Path, tab: Tab) -> None:
    tab.open(page)
    small, large = tab.value(f"document.querySelector('.large').open = true; {IMAGES}")
    assert small[0] == 16
    assert small[1] > 200
    assert small[2].startswith("A square picture of 16 by 16 pixels")
    assert large[0] >= 1024
    assert tab.value("document.title") == HOSTILE
    assert tab.value("document.scripts.length") == 0
    assert tab.value("document.images.length") == 2
    rendering = "getComputedStyle(document.images[0]).imageRendering"
    assert tab.value(rendering) == "pixelated"
    assert tab.requests == [page.as_uri()]
    assert tab.complaints == []


def test_a_script_in_it_would_be_stopped(page: Path, tab: Tab) -> None:
    text = page.read_text(encoding="utf-8")
    forged = page.with_name("forged.html")
    script = "<script>document.title = 'taken'</script><img src='https://a.example/'>"
    forged.write_text(text.replace("</main>", f"{script}</main>"), encoding="utf-8")
    tab.open(forged)
    assert tab.value("document.title") == HOSTILE
    assert len([one for one in tab.complaints if "Content Security Policy" in one]) >= 2


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_is_light_or_dark_as_the_reader_has_set(
    page: Path,
    tab: Tab,
    scheme: str,
) -> None:
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.ask("Emulation.setEmulatedMedia", features=features)
    tab.open(page)
    wanted = {"light": "rgb(250, 246, 236)", "dark": "rgb(22, 22, 26)"}
    assert tab.value(BACKGROUND) == wanted[scheme]


def test_a_narrow_screen_needs_no_scrolling_sideways(page: Path, tab: Tab) -> None:
    tab.ask(
        "Emulation.setDeviceMetricsOverride",
        width=320,
        height=640,
        deviceScaleFactor=1,
        mobile=True,
    )
    tab.open(page)
    tab.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert tab.value("document.documentElement.scrollWidth") <= 320


def test_the_keyboard_reaches_all_there_is(page: Path, tab: Tab) -> None:
    tab.open(page)
    reached = []
    for _ in range(8):
        for kind in ("rawKeyDown", "keyUp"):
            tab.ask("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab",
                    windowsVirtualKeyCode=9)  # fmt: skip
        reached.append(tab.value("document.activeElement.textContent"))
    assert reached[:5] == [
        "To the pieces",
        "Large picture",
        "About this piece",
        "About this piece",
        "About this piece",
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_serious_fault(page: Path, tab: Tab, scheme: str) -> None:
    axe = os.environ.get("ATHENA_AXE")
    if not axe:
        pytest.skip("ATHENA_AXE names no axe.min.js")
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.ask("Emulation.setEmulatedMedia", features=features)
    tab.open(page)
    tab.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    tab.value(Path(axe).read_text(encoding="utf-8") + "; 0")
    found = json.loads(
        tab.value(
            "axe.run(document).then(done => JSON.stringify({passes: done.passes.length,"
            " violations: done.violations.map(one => [one.id, one.impact,"
            " one.nodes.map(node => node.html.slice(0, 200))])}))",
        ),
    )
    assert found["passes"] > 15
    assert found["violations"] == []
