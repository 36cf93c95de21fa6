"""Other programs, one file each: how their exports are told, and what these say of page views and hours."""
