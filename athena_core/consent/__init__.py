"""Permission: which works may be used for what, until when, and why not."""
