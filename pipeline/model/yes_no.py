"""Yes and no as people and programs write them in tables, in small letters."""

from __future__ import annotations

YES = frozenset(
    ("yes", "y", "ja", "j", "true", "wahr", "oui", "sí", "si", "sì", "tak", "sim", "ano", "áno", "igen", "kyllä", "jah",
     "taip", "jā", "evet", "так", "да", "ναι", "はい", "s", "1", "x")
)  # fmt: skip
NO = frozenset(
    ("no", "n", "nein", "false", "falsch", "non", "nej", "nee", "nei", "nie", "não", "nao", "ne", "nem", "ei", "nē",
     "hayır", "ні", "нет", "όχι", "いいえ", "0")
)  # fmt: skip
