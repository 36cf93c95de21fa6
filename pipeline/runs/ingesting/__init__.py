"""How posts come from elsewhere: what a source holds, its pictures, and what is written of it."""
