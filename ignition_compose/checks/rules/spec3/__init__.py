"""
The rules of spec 3. Those on a class stand in the module of the same name as the class's own.
"""
