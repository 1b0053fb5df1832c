"""How a small camera is taught: recipes, the objectives of the papers, and a loop that can be interrupted."""
