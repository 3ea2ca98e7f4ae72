"""What a person keeps: folders, trained models, saved pieces."""

from athena_core.library import home

__all__ = ["home"]
