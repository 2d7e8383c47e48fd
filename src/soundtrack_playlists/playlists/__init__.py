"""Playlists as they should be, as they are, and the least change between the two."""
