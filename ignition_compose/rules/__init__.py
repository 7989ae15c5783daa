"""The semantic rules of the spec, one module per section."""
