"""A person's name in plain words, and what stands around it."""
