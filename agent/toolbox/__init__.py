"""The tools of the chat: what a model, or the house's rules, may do to a film, and nothing else (E48)."""
