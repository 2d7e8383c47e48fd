"""Forms of the files people write: what values look like, and how each mistake is said with its line."""
