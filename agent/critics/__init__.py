"""What measures say: each critic compares what was measured with what was asked for, and reads no pixel."""
