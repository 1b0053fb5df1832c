"""Who somebody is: the words of a card as a look."""
