"""A new plugin, written whole: package, tests, page, licence and CI.

The templates are files of this package, filled in with `string.Template`; what they
give is a plugin that installs, passes the conformance kit, ruff and `mypy --strict`.
"""

from __future__ import annotations

from athena_core.scaffold.plan import KINDS, MEDIA, Plan
from athena_core.scaffold.writing import write

__all__ = ["KINDS", "MEDIA", "Plan", "write"]
