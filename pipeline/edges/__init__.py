"""All that touches the world: files, templates, the database, language profiles."""
