"""Every figure the README quotes: `python -m benchmarks`."""
