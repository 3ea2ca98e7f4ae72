"""Admission: every work is asked for its right before anything learns from it.

Unknown is no. A work without a right, or with one that nothing supports, is refused
with a stable code and a sentence; nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from athena_core.protocols import Corpus, Refused, Skipped, Use, Work, held_out

Ask = Callable[[Work, Use], str | None]

OPEN_LICENCES = frozenset(
    {
        "CC0-1.0",
        "CC-PDM-1.0",
        "CC-BY-3.0",
        "CC-BY-4.0",
        "CC-BY-SA-3.0",
        "CC-BY-SA-4.0",
        "MIT",
        "Apache-2.0",
    },
)
"""Licences that allow learning from a work. One that is not here gives nothing."""

HOW_TO_STATE = (
    "say it with --right own|public-domain|LICENCE --because TEXT, or put a "
    "rights.toml or works.csv beside the works"
)


def admit(
    offered: Iterable[Work | Skipped],
    use: Use,
    ask: Ask = lambda _work, _use: None,
) -> Corpus:
    """Sort what a dataset offers into admitted, held out, refused and skipped.

    `ask` is the plugins' `athena_refuse`: it may refuse more, never allow more.
    """
    works: list[Work] = []
    kept_out: list[Work] = []
    refused: list[Refused] = []
    skipped: list[Skipped] = []
    for work in offered:
        if isinstance(work, Skipped):
            skipped.append(work)
        elif refusal := _refusal(work, use, ask):
            refused.append(refusal)
        elif held_out(work.sha256):
            kept_out.append(work)
        else:
            works.append(work)
    return Corpus(
        works=tuple(works),
        held_out=tuple(kept_out),
        refused=tuple(refused),
        skipped=tuple(skipped),
    )


def _refusal(work: Work, use: Use, ask: Ask) -> Refused | None:
    if wrong := _wrong_right(work):
        return Refused(work=work, code=wrong[0], reason=wrong[1])
    if reason := ask(work, use):
        return Refused(work=work, code="A20", reason=reason)
    return None


def _wrong_right(work: Work) -> tuple[str, str] | None:
    """Return code and sentence when the right on record does not carry."""
    right = work.right
    if right is None:
        return "A01", f"nobody says by what right it may be used; {HOW_TO_STATE}"
    if not right.because.strip():
        return "A02", f"its right ({right.basis}) gives no reason; {HOW_TO_STATE}"
    if right.basis == "open-licence":
        return _wrong_licence(right.licence)
    if right.basis in {"consent", "generated"}:
        return "A04", (
            f"a right of the kind {right.basis!r} needs a record that this version "
            "cannot check yet, and what cannot be checked is refused"
        )
    return None


def _wrong_licence(licence: str) -> tuple[str, str] | None:
    try:
        known = canonicalize_license_expression(licence)
    except InvalidLicenseExpression:
        return "A03", f"{licence!r} is no SPDX licence identifier, such as CC-BY-4.0"
    if known in OPEN_LICENCES:
        return None
    return "A03", (
        f"the licence {known} is not one that is known to allow learning from a work "
        f"({', '.join(sorted(OPEN_LICENCES))})"
    )
