"""Assembles a `Battle` from a document and a language pack."""
