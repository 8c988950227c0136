"""Settings that nothing reads, or that hold what nothing accepts."""
