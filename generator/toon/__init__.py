"""The toon world: small drawn people with exact looks and voices, made to teach and to measure a small camera."""
