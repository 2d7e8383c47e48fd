"""Turns curated film soundtracks into Spotify playlists that stay right."""

__version__ = "0.1.0"
