"""Rows of the world's exports → subscribers and leads; which company a lead is, and what it lacks to be counted."""
