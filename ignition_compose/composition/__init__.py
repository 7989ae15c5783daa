"""
Layers to the config that a machine boots with.
"""
