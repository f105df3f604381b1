"""The page beside the grid: its image, and the cells on it."""
