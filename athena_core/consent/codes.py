"""Every code that a refusal or a hint carries: what it means, and what to do.

Codes are stable: one that is retired is never given another meaning. `docs/codes.md` is
this table; a test compares the two, and both with what the source raises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["R", "D", "A"]

FAMILIES: dict[Family, str] = {
    "R": "Reading an entry, and the gate for changes (`registry check`)",
    "D": "Deciding about one use of one work (`registry decide`)",
    "A": "Admitting works, and using what learned from them",
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code in words."""

    means: str
    todo: str


CODES: dict[str, Code] = {
    # --- reading an entry
    "R001": Code("the file is too large", "An entry has at most 1,000,000 bytes."),
    "R002": Code("the file is not TOML in UTF-8", "Mend the line that it names."),
    "R003": Code("the file is nested too deeply", "Write it as the form does."),
    "R004": Code("the file's name is not the entry's id", "Call it `ID.toml`."),
    "R005": Code(
        "a field is not as it must be",
        "The sentence names the field and the rule; it never repeats what was there.",
    ),
    # --- the change as a whole, and its files
    "R000": Code(
        "nobody knows which account sends the change",
        "Give `--author`; only a withdrawal with its code needs none.",
    ),
    "R006": Code("the base has gone on meanwhile", "Merge the base into the change."),
    "R010": Code(
        "other files change together with the registry",
        "Put them into a change of their own.",
    ),
    "R011": Code("two names differ only by letter case", "Use small letters."),
    "R012": Code(
        "an entry, or words agreed to, would be deleted",
        'Set status = "withdrawn"; an id stays for ever.',
    ),
    "R013": Code("a link, program or module", "Only ordinary files have a place."),
    "R014": Code("a file that the registry does not have", "Leave it out."),
    "R015": Code("a file that stewards alone change", "Ask a steward."),
    "R016": Code("the id is taken", "Draw another; ids are never used again."),
    "R017": Code("the basis of an entry changes", "Withdraw it, offer another."),
    "R018": Code("the entry lies in the wrong folder", "Move it where it says."),
    # --- who may change an entry, and how
    "R021": Code("somebody else's entry", "Its artist or a steward sends the change."),
    "R022": Code("another account or key", "A steward sends the change."),
    "R023": Code("the revision is not the next", "Count it on by one."),
    "R024": Code(
        "a withdrawn entry would come back",
        "Only by a later consent that two stewards witnessed.",
    ),
    "R025": Code("a recorded withdrawal would change", "Leave it as it stands."),
    "R026": Code("another file under an old work's id", "Give it a new id."),
    "R027": Code(
        "a consent that the artist's own account does not send",
        "The artist sends it, or two stewards witness it.",
    ),
    "R028": Code("a new entry that is not pending", 'Set status = "pending".'),
    "R029": Code(
        "an entry would become active",
        "Another steward moves it, once two are named.",
    ),
    "R030": Code("another entry holds the work", "Leave it out of one of the two."),
    "R031": Code("the withdrawal's code is missing, wrong or spent", "Ask a steward."),
    "R033": Code(
        "a withdrawal is dated ahead, or before the consent",
        "Date it on the day of asking.",
    ),
    # --- what shows a consent
    "R040": Code("a signature is missing or does not verify", "Sign the statement."),
    "R041": Code("the words agreed to are not published", "Take those of `consent/`."),
    "R042": Code("fewer than two stewards are named", "Let the entry be pending."),
    "R043": Code("a witness who cannot be one", "Two stewards other than the artist."),
    "R044": Code("a signed commit does not show the consent", "Sign its statement."),
    # --- hints to a person; they block nothing
    "R050": Code("hint: another work looks very much like it", "Look at both."),
    "R051": Code("hint: a commit carries an e-mail address", "Use GitHub's noreply."),
    "R052": Code("hint: a consent ends within sixty days", "Ask whether it goes on."),
    "R053": Code(
        "hint: the index is not that of these files", "Run `athena registry build`."
    ),
    "R054": Code(
        "hint: an address is dead, or holds another file", "Look for another copy."
    ),
    "R055": Code("hint: works join an active entry", "Look at them as at a new one."),
    # --- deciding
    "D00": Code("the use is given", "Keep the conditions that it names."),
    "D01": Code("the entry has no such work", "`athena registry show ID` lists them."),
    "D02": Code("the entry is not active", "Wait, or leave the work out."),
    "D03": Code("it was withdrawn", "Leave the work out; train again without it."),
    "D04": Code("the day is before the entry was added", "Ask for a later day."),
    "D05": Code("the day is before the consent was given", "Ask for a later day."),
    "D06": Code("the consent ran out", "Only its artist can renew it."),
    "D07": Code("the consent does not reach the place", "Leave it out there."),
    "D08": Code("nothing verified shows the consent", "Leave the work out."),
    "D09": Code("too few other makers", "Learn from more makers together."),
    "D10": Code("copyright lasts at the place, or nobody knows", "Leave it out there."),
    "D11": Code("the licence is not on Athena's table", "It gives nothing."),
    "D12": Code("the use is not among those given", "Ask the artist."),
    "D13": Code("given for non-commercial purposes only", "Ask the artist."),
    "D14": Code("copyright in the USA is not shown to be over", "Leave it out there."),
    # --- admitting
    "A01": Code("nobody says by what right", "Say it with `--right` and `--because`."),
    "A02": Code("a right without a reason", "Say it with `--because`."),
    "A03": Code("a licence that does not allow it", "Leave the works out."),
    "A04": Code("a claim of consent without an entry", "Offer it to the registry."),
    "A05": Code("the entry named does not hold the work", "Name the one that does."),
    "A06": Code("the index is too old for consent", "Run `athena registry update`."),
    "A07": Code("somebody else's, and not asked", "Ask them, and wait for the answer."),
    "A08": Code("made by a model whose works may not be used", "Leave it out."),
    "A20": Code("a plugin refuses", "Its sentence says why."),
    "A30": Code("a right that is declared and not checked", "Keep it to yourself."),
    "A31": Code(
        "to train again: a work is not in the dataset any more",
        "Bring it back, or train without it (`--without-missing`).",
    ),
}


HEAD = ("| code | what it means | what to do |", "|---|---|---|")


def kind(code: str) -> Literal["refusal", "hint"]:
    """Return whether a code blocks."""
    return "hint" if CODES[code].means.startswith("hint:") else "refusal"


def page() -> str:
    """Return the tables of `docs/codes.md`."""
    parts = []
    for family, title in FAMILIES.items():
        rows = [
            f"| `{code}` | {one.means} | {one.todo} |"
            for code, one in sorted(CODES.items())
            if code.startswith(family)
        ]
        parts.append("\n".join([f"## {title}", "", *HEAD, *rows]))
    return "\n\n".join(parts) + "\n"
