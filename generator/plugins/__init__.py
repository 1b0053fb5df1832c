"""Models of the critics that are no part of the program: loaded from the user's folders when first used."""
