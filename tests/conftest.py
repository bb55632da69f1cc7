"""What all tests share: limits count a processor's seconds, and no test fails because its machine is busy."""

from hypothesis import settings

settings.register_profile("busy", deadline=None)  # hypothesis would count seconds on the wall
settings.load_profile("busy")
