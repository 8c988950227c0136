"""What each SDK makes of a file: pure functions from the lossless tree to an evaluation."""
