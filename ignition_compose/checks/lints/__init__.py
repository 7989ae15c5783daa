"""
What we advise: what Ignition accepts and a machine's owner would not have meant.
"""
