"""Sentences about anything: what a text that is about none of the themes may sound like.

How near they come to a theme is how near any text comes to it, so "near" begins there, however many words a theme
has: the cohort of speaker verification, Auckenthaler, Carey & Lloyd-Thomas, "Score Normalization for Text-Independent
Speaker Verification Systems", Digital Signal Processing 10 (2000).
"""

from __future__ import annotations

SENTENCES = (
    "The soup needs another half hour and a little more salt.",
    "My grandmother kept her letters in a wooden box under the bed.",
    "It rained all morning, and the streets were empty until noon.",
    "The cat slept on the windowsill while the children did their homework.",
    "We planted tomatoes and beans behind the house in April.",
    "The train was late, so we took the bus along the river.",
    "He bought a blue shirt and a pair of shoes in the sale.",
    "The choir sang two old songs before the candles were lit.",
    "Our team lost the match in the last minute of the season.",
    "The doctor told him to rest and to drink enough water.",
    "She painted the kitchen door green and hung up new curtains.",
    "The court decided that the neighbours have to share the costs.",
    "On Sunday they walked up the hill and looked across the valley.",
    "The king died without an heir, and the war lasted thirty years.",
    "A small boat lay in the harbour with its sails torn.",
    "The bread is baked at night and sold before sunrise.",
    "The museum shows photographs of workers from the last century.",
    "His sister is getting married in June, and everybody is invited.",
    "The computer had to be started again after the update.",
    "Bees find their way back by the position of the sun.",
    "The minister promised lower taxes and was not believed.",
    "The book tells the story of a teacher on a lonely island.",
    "The washing machine makes a strange noise when it spins.",
    "We met at the station, drank coffee and talked about old friends.",
    "The museum is closed on Mondays and on public holidays.",
    "The mountain was covered with snow until late in May.",
    "I lost my keys and had to wait for an hour at the door.",
    "The actor thanked the audience and bowed three times.",
    "The price of petrol has risen again since the summer.",
    "A dog ran across the field and barked at the cyclists.",
    "The company sent everybody a card and a box of chocolates.",
    "The meeting was moved to Thursday because two people were ill.",
    "She learned to swim in the lake when she was five years old.",
    "The moon was bright enough to read the signs along the road.",
    "The roof has to be mended before the first storms come.",
    "He plays the piano every evening and never takes lessons.",
    "The village has one shop, one church and no school any more.",
    "The parcel arrived two days late and slightly damaged.",
    "Most people sleep less than they think they do.",
    "The priest spoke about patience, and the children were bored.",
    "The old bridge was closed to lorries because of the cracks.",
    "You only need flour, eggs, milk and a hot pan.",
    "The police found the stolen bicycle in a garage nearby.",
    "They argued about money until the lights went out.",
    "The city built a new park where the factory used to be.",
    "Your new office is on the second floor next to the lift.",
    "The fever went down after two nights without sleep.",
    "The apples were small that year, but very sweet.",
)
