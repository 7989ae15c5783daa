"""
What the reference demands of a config beyond types.
"""
