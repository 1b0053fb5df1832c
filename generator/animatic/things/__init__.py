"""Props: in a hand, or filling an insert."""
