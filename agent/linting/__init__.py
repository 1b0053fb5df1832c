"""The rules of a good request, one family a file; :mod:`agent.linter` applies them."""
