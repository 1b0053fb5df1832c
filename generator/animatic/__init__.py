"""A moving storyboard with voices, drawn on the CPU."""
