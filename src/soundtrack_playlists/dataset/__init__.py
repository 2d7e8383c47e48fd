"""The films: their files, what is wrong with them, finding one by name, and picking songs."""
