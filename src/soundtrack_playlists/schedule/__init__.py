"""Refreshes run by the system's own scheduler."""
