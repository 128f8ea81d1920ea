"""Sentence alignment: evidence for each candidate bead, and the search for the best path of beads."""
