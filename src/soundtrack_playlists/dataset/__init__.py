"""The films: loaded and checked from data files, found by name, selected by decade and theme."""
