"""What static keys and session tokens reveal, and when a token dies."""
