"""One file a step; the number that begins its name is its revision."""
