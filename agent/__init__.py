"""The director: a graph of steps that plans, remembers, renders and cuts."""
