"""What shows that a consent was given: signatures, commits, stewards."""
