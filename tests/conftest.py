"""What every test folder shares: the Hypothesis profiles.

``default`` is for everyday work, ``ci`` draws the same examples on every run,
and ``patience`` looks for rare ones. ``HYPOTHESIS_PROFILE`` chooses.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline anywhere: how long one example takes depends on who else uses the machine.
settings.register_profile("default", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "patience",
    deadline=None,
    max_examples=2_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
