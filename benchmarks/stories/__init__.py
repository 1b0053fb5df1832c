"""Stories whose dependencies are known: what recall is tuned on, and what it is measured with."""
