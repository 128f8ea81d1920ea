"""What ``bench/fuzz.py`` feeds the readers: the readers themselves, seeds, and changes that lead into the formats."""
