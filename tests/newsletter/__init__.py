"""The newsletter floor: issue files, editions, and the bytes that go over the wire."""
