"""Straight-line programs: read the world, compute, write the world; only here do edges and pure floors meet."""
