"""What the quantity reader is made of, from the words of a cell up to figures and how they hang together."""
