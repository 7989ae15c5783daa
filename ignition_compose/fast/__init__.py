"""
Everything that exists for speed alone; no answer depends on it.
"""
