"""Readers: one a kind of value, pure functions of a cell and a language pack."""
