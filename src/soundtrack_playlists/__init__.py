"""Turns curated film soundtracks into Spotify playlists that stay right."""
