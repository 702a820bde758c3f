"""wikibattle: the wikitext of a battle article, read into one typed, sourced `Battle`."""
