"""`python -m athena_core` is `athena`; what torchrun starts."""

from athena_core.cli import main

main()
