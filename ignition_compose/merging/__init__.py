"""
Merging two configs of one version, as the reference merges them.
"""
