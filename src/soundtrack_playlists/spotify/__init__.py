"""The one door to Spotify: login, requests, limits and the translation of its answers."""
