"""Checks of an article, a file a family: pure functions from what was read to findings."""
