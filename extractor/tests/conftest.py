"""For a run of these tests alone: a run with the others has the settings of tests/conftest.py, which is loaded first."""

from hypothesis import settings
from hypothesis.errors import InvalidArgument

try:
    settings.get_profile("long")
except InvalidArgument:
    settings.register_profile("default", deadline=None)
    settings.load_profile("default")
