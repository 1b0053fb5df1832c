"""What people do: actions read from words, blocked, timed and posed."""
