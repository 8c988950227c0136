"""Session tokens that are dead, or about to die."""
