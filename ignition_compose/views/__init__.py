"""
Reports and compositions as text, for people and for machines.
"""
