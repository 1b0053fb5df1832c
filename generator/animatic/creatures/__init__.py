"""Animals and robots: those who go as animals do, and those who dress and walk like people."""
