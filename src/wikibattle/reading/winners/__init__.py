"""Whom a result names: the words of a result cell and the names that sides go by."""
