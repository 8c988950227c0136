"""The environment of the shell or editor, and what it does to the files."""
