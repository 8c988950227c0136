"""The whole job on a sample pair: from a dead token to a role profile."""
