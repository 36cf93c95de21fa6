"""Which themes each post is about: tags with their weight, how they came about, and evidence."""
