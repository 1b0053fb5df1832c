"""The steps of the director, one a file. Each computes first and then writes once, through tools/."""
