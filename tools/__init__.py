"""The state of a film, and the only way to change it."""
