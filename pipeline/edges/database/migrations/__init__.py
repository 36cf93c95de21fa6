"""Alembic's folder: its environment and the steps. What runs them is `migrating`."""
