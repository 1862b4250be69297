"""What all tests have in common."""

from hypothesis import settings

# No test is judged by its speed.
settings.register_profile("aicc", deadline=None)
settings.load_profile("aicc")
