"""Where a shot plays: rooms and open country, light, weather and style."""
