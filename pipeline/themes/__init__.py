"""Post × theme → tag, with weight, origin and evidence."""
