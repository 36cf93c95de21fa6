"""What others wrote, or we wrote elsewhere, on its way to a post: recognised, taken apart, made clean, placed."""
