"""To be written."""

DOORS = ()
