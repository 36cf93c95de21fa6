"""What deserves a warning before publishing: one thing a file, and `checking`, which asks for all of them."""
