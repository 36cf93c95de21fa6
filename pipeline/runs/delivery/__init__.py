"""How letters go out: one sending or several workers, its pace, what was in doubt, and how it stands."""
