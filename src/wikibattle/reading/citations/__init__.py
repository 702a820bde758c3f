"""What the citation reader is made of: identifiers, citation templates, notes in plain words."""
