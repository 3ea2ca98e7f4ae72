"""Permission: which works may be used for what, and why not."""

from athena_core.consent.admit import admit

__all__ = ["admit"]
