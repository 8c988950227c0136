"""What asks somebody else: AWS, a server for its time, the metadata service; never unbidden."""
