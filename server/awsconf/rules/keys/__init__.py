"""Static keys and tokens that cannot work, or do not belong together."""
