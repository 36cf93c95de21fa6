"""Readers of letters: how they sign up, choose, leave, and are taken off where nothing reaches them."""
