"""What happened, in words, in JSON and in files."""
