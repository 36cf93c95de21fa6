"""Other programs, one file each: how their exports and webhooks are told, and what they say of readers and leads."""
