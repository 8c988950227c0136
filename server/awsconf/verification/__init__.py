"""What a profile's keys are asked about, and what an answer of AWS means; nothing here asks."""
