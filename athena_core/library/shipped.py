"""What comes with Athena beside its code: the artists' registry, the plugins' list."""

from __future__ import annotations

from pathlib import Path

from athena_core.errors import InputError, NotFoundError

PLACES = {
    "artists_registry": Path("artists_registry"),
    "plugins.toml": Path("contrib", "plugins.toml"),
}
"""Each name with its place in a checkout; a wheel has it in `_shipped` by name."""
PACKAGE = Path(__file__).parents[1]


def shipped(name: str) -> Path:
    """Return the folder or file that came with Athena under this name.

    In a checkout it is the one beside the package, so that a change is seen at once;
    an installed wheel has its own copy. Raises `NotFoundError` for a name that nothing
    ships under, `InputError` when the installation has lost it.
    """
    if name not in PLACES:
        known = ", ".join(PLACES)
        raise NotFoundError(f"nothing ships with Athena as {name!r}; there is {known}")
    path = _found(name, PACKAGE)
    if not path.exists():
        raise InputError(
            f"{path} is missing, though it comes with Athena; install it again: "
            "python -m pip install --force-reinstall --no-deps athena-core",
        )
    return path


def _found(name: str, package: Path) -> Path:
    # not whichever exists: a stranger's folder may lie beside an installed package
    if (package.parent / "pyproject.toml").is_file():
        return package.parent / PLACES[name]
    return package / "_shipped" / name
