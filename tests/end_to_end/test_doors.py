"""Two fictional artists come in, are made active, change and leave, by the commands.

One has no account: two stewards type in the printed sheet. One has an account and an
SSH key. Real git, real ssh-keygen, and the command in child processes, in a checkout
whose registry has fictional stewards.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

import athena_core
from tests.unit.consent import repositories
from tests.unit.consent.fictional import ACCOUNT, LIVING, STEWARDS, STRANGER
from tests.unit.consent.repositories import Keys, World

REGISTRY = Path(__file__).parents[2] / "artists_registry"
FIRST, SECOND = STEWARDS
FORMER, NAME = "Fictional Weaver", "Fictional Spinner"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    return repositories.keys(tmp_path_factory.mktemp("keys"))


@dataclass
class Checkout:
    """A checkout of Athena, with a registry of its own, and somebody's home."""

    world: World
    home: Path

    def athena(
        self, *arguments: str, typed: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "athena_core", "--no-plugins", *arguments],
            cwd=self.world.top,
            env={
                **os.environ,
                "ATHENA_HOME": str(self.home),
                "PYTHONPATH": str(self.world.top),
                "PYTHONWARNINGS": "error",
            },
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def well(self, *arguments: str, typed: str | None = None) -> str:
        """Run the command, which must end well, and return what it wrote."""
        done = self.athena(*arguments, typed=typed)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def branch(self, name: str) -> None:
        """Begin a change on top of what is merged by now."""
        self.world.git("switch", "-q", "-C", name, "main")

    def sent(self, author: int | None) -> tuple[int, str]:
        """Commit the change and let the gate look at it, as the workflow does."""
        self.world.commit()
        whose = ["--author", str(author)] if author else []
        done = self.athena(
            "registry", "check", "artists_registry", "--base", "main", *whose
        )
        return done.returncode, done.stdout + done.stderr

    def merged(self, author: int | None) -> None:
        """Send the change, which must pass, and merge it; the index is built anew."""
        passed, said = self.sent(author)
        assert passed == 0, said
        self.world.git("branch", "-q", "-f", "main", "HEAD")
        self.well("registry", "build", "artists_registry")
        self.branch("index")
        self.world.commit()
        self.world.git("branch", "-q", "-f", "main", "HEAD")

    def active(self, entry: str) -> None:
        """Let two stewards move an entry to active, one writing, one looking."""
        self.branch("activate")
        path = self.file(entry)
        text = path.read_text(encoding="utf-8")
        revision = int(text.partition("revision = ")[2].partition("\n")[0])
        changed = text.replace('status = "pending"', 'status = "active"').replace(
            f"revision = {revision}", f"revision = {revision + 1}"
        )
        path.write_text(changed, encoding="utf-8")
        self.merged(SECOND)

    def file(self, entry: str) -> Path:
        return self.world.folder / "entries" / f"{entry}.toml"

    def allowed(self, entry: str, use: str) -> bool:
        done = self.athena("registry", "decide", entry, use, "--pool", "9")
        assert done.returncode in {0, 1}, done.stderr
        return done.returncode == 0

    def sign(self, lines: list[str], *keys: Path) -> None:
        """Type the lines that the command printed, with a key's file for its name."""
        waiting = list(keys)
        for line in lines:
            words = shlex.split(line)
            for word in ("YOUR_KEY", "STEWARDS_KEY"):
                if word in words:
                    words[words.index(word)] = str(waiting.pop(0))
            subprocess.run(words, cwd=self.world.top, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path, known: Keys) -> Checkout:
    world = repositories.world(tmp_path / "athena", known)
    # The checkout's own code, which stands outside of what is versioned here.
    package = Path(athena_core.__file__).parent
    (world.top / "athena_core").symlink_to(package, target_is_directory=True)
    (world.top / "pyproject.toml").touch()
    shutil.copytree(REGISTRY / "forms", world.folder / "forms")
    (world.top / ".git/info/exclude").write_text("/athena_core\n/pyproject.toml\n*.png")
    Image.new("RGB", (48, 32), "teal").save(world.top / "river.png")
    Image.new("RGB", (48, 32), "maroon").save(world.top / "loom.png")
    found = Checkout(world, tmp_path / "home")
    found.branch("index")
    found.well("registry", "build", "artists_registry")
    world.commit()
    world.git("branch", "-q", "-f", "main", "HEAD")
    return found


def code_of(receipt: str) -> str:
    """Return the code, as somebody copies it from paper: in capitals, with blanks."""
    line = next(line for line in receipt.split("\n") if line.startswith("The code: "))
    return line.removeprefix("The code: ").upper().replace("-", " ")


SHEET = {
    "credit_as": FORMER,
    "adult": True,
    "title": "Cloth (fictional)",
    "holder": "artist",
    "works": [
        {
            "file": "river.png",
            "title": "River",
            "year": 2019,
            "locations": ["https://artist.example.org/river.png"],
        },
    ],
    "show_work": "any",
    "expires": "",
    "territory": "everywhere",
    "credit": "required",
    "about": "I weave what I see from the bridge.",
    "read_text": True,
    "witnesses": [FIRST, SECOND],
}
"""What a fictional artist without an account wrote on the printed sheet."""


def test_an_artist_without_an_account_comes_in_by_a_sheet_and_leaves_by_a_code(
    checkout: Checkout,
) -> None:
    answers = checkout.home / "sheet.json"
    answers.parent.mkdir()
    answers.write_text(json.dumps(SHEET))
    checkout.branch("offer")
    made = json.loads(
        checkout.well(
            "registry", "new", "--witnessed", "--answers", str(answers), "--json"
        )
    )
    entry, receipt = made["id"], Path(made["receipt"]).read_text(encoding="utf-8")
    assert "The work itself may be shown: yes, for any purpose." in receipt
    assert "A model may learn from it: no." in receipt
    assert "So they may be shown, and nothing else." in receipt
    assert "without a reason and without an account" in receipt
    checkout.sign(made["sign"], *(one.private for one in checkout.world.keys.stewards))
    checkout.merged(FIRST)
    checkout.active(entry)
    assert checkout.allowed(entry, "show_work")
    assert not checkout.allowed(entry, "train")
    assert FORMER in checkout.well("registry", "show", entry)

    checkout.branch("withdraw")
    before = checkout.file(entry).read_bytes()
    wrong = checkout.athena("registry", "withdraw", entry, "--code", "0000-0000")
    assert wrong.returncode == 1
    assert wrong.stderr.count("\n") == 1
    assert checkout.file(entry).read_bytes() == before
    said = checkout.well("registry", "withdraw", entry, "--code", code_of(receipt))
    assert "Anybody may send it" in said
    checkout.merged(None)
    assert not checkout.allowed(entry, "show_work")
    text = checkout.file(entry).read_text(encoding="utf-8")
    for gone in (FORMER, "River", "bridge", "artist.example.org", "Cloth"):
        assert gone not in text
    assert "withdrawn" in checkout.well("registry", "show", entry)


def test_an_artist_with_an_account_comes_in_is_renamed_and_leaves(
    checkout: Checkout,
) -> None:
    keys = checkout.world.keys
    typed = [
        *("loom.png", "", "Loom", "2024", "https://artist.example.org/loom.png"),
        *(FORMER, "y", "Looms (fictional)", "artist"),
        *("yes, but not for money", "no", "noncommercial", "", "any", "", ""),
        *("", "", "2", "welcome", "no"),
        *("I weave.", "they/them", "", "", "", "y"),
        *(f"{keys.artist.line} me@artist.example.org", str(ACCOUNT)),
    ]
    checkout.branch("offer")
    receipt = checkout.well("registry", "new", typed="\n".join(typed) + "\n")
    [entry] = [
        path.stem
        for path in (checkout.world.folder / "entries").iterdir()
        if FORMER in path.read_text(encoding="utf-8")
    ]
    place = checkout.home / "receipts" / entry
    statement = place / f"{entry}.statement"
    assert (place / f"{entry}.receipt.txt").read_text(encoding="utf-8").strip() == (
        receipt.strip()
    )
    checkout.sign(
        [
            f"ssh-keygen -Y sign -n athena-consent -f YOUR_KEY {statement}",
            f"mv {statement}.sig artists_registry/evidence/{entry}.sig",
        ],
        keys.artist.private,
    )
    refused, said = checkout.sent(STRANGER)
    assert (refused, "R027" in said) == (1, True)
    checkout.merged(ACCOUNT)
    assert not checkout.allowed(entry, "train")
    checkout.active(entry)
    assert checkout.allowed(entry, "train")

    checkout.branch("rename")
    checkout.well("registry", "name", entry, NAME)
    checkout.merged(ACCOUNT)
    shown = checkout.well("registry", "show", entry) + checkout.well("registry", "list")
    assert NAME in shown
    assert FORMER not in shown
    assert checkout.allowed(entry, "train")

    checkout.branch("code")
    another = Path(checkout.well("registry", "code", entry).strip())
    assert code_of(another.read_text(encoding="utf-8")) != code_of(receipt)
    checkout.merged(ACCOUNT)
    assert checkout.allowed(entry, "train")

    checkout.branch("withdraw")
    checkout.well("registry", "withdraw", entry)
    refused, said = checkout.sent(STRANGER)
    assert (refused, "R031" in said) == (1, True)
    checkout.merged(ACCOUNT)
    assert not checkout.allowed(entry, "train")
    assert NAME not in checkout.file(entry).read_text(encoding="utf-8")


def test_a_withdrawal_reaches_a_checkout_by_a_signed_index_and_by_no_other(
    checkout: Checkout, tmp_path: Path
) -> None:
    steward, stranger = checkout.world.keys.stewards[0], checkout.world.keys.other
    news = tmp_path / "news"
    shutil.copytree(checkout.world.folder, news)
    checkout.well("registry", "build", "artists_registry", "--on", "2026-11-20")
    checkout.well("registry", "withdraw", LIVING, "--folder", str(news))
    checkout.well("registry", "build", str(news))
    index = news / "index.json"
    assert "withdrawn" not in checkout.well("registry", "show", LIVING)

    update = ("registry", "update", str(index))
    assert "comes with its signature" in checkout.athena(*update).stderr
    signature = index.with_name("index.json.sig")
    signature.write_bytes(stranger.sign(index.read_bytes(), "athena-registry"))
    assert "whom nobody named" in checkout.athena(*update).stderr
    assert "withdrawn" not in checkout.well("registry", "show", LIVING)

    signature.write_bytes(steward.sign(index.read_bytes(), "athena-registry"))
    assert "new withdrawals: 1" in checkout.well(*update)
    assert "It is withdrawn" in checkout.well("registry", "show", LIVING)
    assert "at hand already; nothing was changed" in checkout.well(*update)
    old = checkout.world.folder / "index.json"
    old.with_name("index.json.sig").write_bytes(
        steward.sign(old.read_bytes(), "athena-registry")
    )
    again = checkout.athena("registry", "update", str(old))
    assert "older than what is at hand" in again.stderr
    assert again.returncode == 1
    assert "It is withdrawn" in checkout.well("registry", "show", LIVING)


def test_without_an_address_updating_says_so(checkout: Checkout) -> None:
    done = checkout.athena("registry", "update")
    assert done.returncode == 1
    assert "names no address to fetch from yet" in done.stderr
