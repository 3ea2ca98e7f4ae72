"""Where everything lives: one folder, `ATHENA_HOME`, else the platform's own place."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """Return the folder of all state; it is not created by asking."""
    if given := os.environ.get("ATHENA_HOME"):
        return Path(given).expanduser().absolute()
    import platformdirs  # noqa: PLC0415 - saves its import where the variable is set

    return Path(platformdirs.user_data_path("athena", appauthor=False))


def models() -> Path:
    """Return the folder of trained models."""
    return home() / "models"


def gallery() -> Path:
    """Return the folder of saved pieces."""
    return home() / "gallery"


def cache() -> Path:
    """Return the folder of what can be made again."""
    return home() / "cache"
