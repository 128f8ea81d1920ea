"""``python -m tmkit``."""

from tmkit.cli import main

main()
