"""Words of languages that the embedding was never trained on, in English: a module a language.

Each lists `english words: form form; ...`. Forms are those that the stemmer does not lead to each other.
"""
