"""The language models stay off the network and leave no files: onnxruntime's telemetry is off before its import."""

import subprocess
import sys

SCRIPT = """
import os, sys
from videograph_extractor.text.language import embed
assert "onnxruntime" not in sys.modules
embed(["Nothing is told to anybody."])
import onnxruntime
names = os.listdir(os.environ["HOME"])
print(os.environ["ORT_DISABLE_TELEMETRY"], names)
"""


def test_telemetry_is_off_before_onnxruntime_is_imported(tmp_path: object) -> None:
    env = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=True)
    assert run.stdout == "1 []\n"
