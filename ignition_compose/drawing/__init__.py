"""How random configs are drawn from the description; `ignition_compose.testing` is its public face.

`texts` says which texts are good and bad where, `trees` draws trees by walking the description,
`mending` turns a typed tree into one that breaks no rule, `breaking` breaks one thing for certain,
and `writing` writes trees as JSON with everything that Go's decoder puts up with.
"""
