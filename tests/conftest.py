"""What every test folder shares: the Hypothesis profiles.

``default`` is for everyday work, ``ci`` draws the same examples on every run,
and ``patience`` looks for rare ones. ``HYPOTHESIS_PROFILE`` chooses.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No limit of time anywhere: how long one example takes depends on who else uses the machine,
# and the very first one waits for Hypothesis to make its tables of characters.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), max_examples=30, derandomize=True, print_blob=True)
settings.register_profile("patience", settings.get_profile("default"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
