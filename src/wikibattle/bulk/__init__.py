"""Many pages, one after another; one that fails does not stop the others."""
