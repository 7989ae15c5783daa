"""
Dated facts about the world that this library depends on, as data with its sources, and one reader.
"""
