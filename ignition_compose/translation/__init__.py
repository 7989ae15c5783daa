"""
Translation to newer versions of the spec, one step for each pair of neighbours.
"""
