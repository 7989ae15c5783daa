"""
The description of the Ignition spec, and the typed models it yields.

Every class of a spec lives below this package, one per concept, one line per field.
`ignition_compose.models.view` resolves the description for one version.
"""
