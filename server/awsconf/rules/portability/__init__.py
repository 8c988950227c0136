"""Lines that the SDKs read differently, so that a file means one thing here and another there."""
