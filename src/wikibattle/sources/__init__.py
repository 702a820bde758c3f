"""Where wikitext comes from."""
