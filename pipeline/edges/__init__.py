"""All that touches the outside world: files, networks, mail, databases, other programs, language models."""
