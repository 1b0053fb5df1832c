"""The studio and the command line: where everything is built and wired."""
