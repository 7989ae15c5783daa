"""
The place of the legacy specs 2.x, whose shapes differ from spec 3 and need classes of their own.
"""
