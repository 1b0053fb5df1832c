"""What the director knows: one folder a skill."""
