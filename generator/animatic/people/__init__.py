"""People drawn: heads, hair, clothes and limbs, from the front and from behind."""
