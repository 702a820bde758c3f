"""What a battle is written to."""
