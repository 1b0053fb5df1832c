"""The author's steps, one a file: a few compact texts go to a skill, its answer comes back as a draft."""
