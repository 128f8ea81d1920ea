"""The use cases, one module each. The command line and every other door call these functions."""
