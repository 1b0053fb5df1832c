"""What to run on a big GPU, with random weights at full size; docs/gpu-checks.md says in which order."""
