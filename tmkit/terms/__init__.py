"""Terminology: the glossary as an index of concepts, and the search for its terms in running text."""
