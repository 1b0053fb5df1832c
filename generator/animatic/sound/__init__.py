"""What is heard: voices, places, effects and music."""
