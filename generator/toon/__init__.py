"""The toon world: small drawn people with exact looks and voices, to teach and to measure a small camera."""
