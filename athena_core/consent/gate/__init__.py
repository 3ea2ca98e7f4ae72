"""The gate for pull requests, and every look through the registry as a whole."""
