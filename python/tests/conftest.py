"""Settings for all tests."""

from hypothesis import settings

# No test has a time limit.
settings.register_profile("aicc", deadline=None)
settings.load_profile("aicc")
