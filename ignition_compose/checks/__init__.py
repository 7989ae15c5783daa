"""
One document to a verdict: rules, repeated keys, unknown members, schemas, and our own advice.
"""
