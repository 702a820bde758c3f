"""What the date reader is made of, from the words of a text up to intervals of the calendar."""
