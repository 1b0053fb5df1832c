"""A language model behind an OpenAI-compatible server. Only here is one spoken to."""
