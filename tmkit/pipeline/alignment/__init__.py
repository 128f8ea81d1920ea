"""Sentences that belong together: aligned, looked through and corrected by people, built into memories."""
