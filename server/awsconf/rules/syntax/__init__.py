"""Files that no reader, or not every reader, can take in."""
