"""Keys that lie where others may come by them, or longer than they need to."""
