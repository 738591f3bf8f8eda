"""Makes a vector of a voice out of a second and a half of sound: the encoder of Resemblyzer, in numpy.

Vectors of one person are near each other, of two people farther. The weights are those of the package `Resemblyzer` (Apache-2.0), read without its
code and without torch. Source: Wan et al., Generalized End-to-End Loss for Speaker Verification, https://arxiv.org/abs/1710.10467.
"""

import io
import pickle
from collections import OrderedDict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from service.speech.sound import RATE, Samples

type Vectors = np.ndarray[Any, np.dtype[np.float32]]

NAME = "resemblyzer"
FRAMES = 160
"""Frames of 10 ms in a window."""
_HOP = RATE // 100
_LENGTH = RATE // 40
_BANDS = 40
_SIZE = 256
_LAYERS = 3
_LOUDNESS = 10 ** (-30 / 20)
_BATCH = 64
"""Windows that are computed at a time: with twice as many, they take no less of the processor, and 60 MB more of memory."""


class VoiceEncoder:
    """`weights`: the file `pretrained.pt`, whose sum was compared."""

    def __init__(self, weights: Path) -> None:
        self._weights = _read_weights(weights)

    def encode(self, frames: Vectors, starts: Vectors) -> Vectors:
        """Returns a vector of length 1 for each window.

        Args:
            frames: as `spectrum` returns them.
            starts: the first frame of each window; all its frames are there.
        """
        places = starts.astype(np.int64)[:, None] + np.arange(FRAMES)
        found = [
            self._encode(frames[places[begin : begin + _BATCH]]) for begin in range(0, len(places), _BATCH)
        ]
        return np.concatenate(found) if found else np.zeros((0, _SIZE), np.float32)

    def _encode(self, windows: Vectors) -> Vectors:
        values = self._weights
        layer = windows
        for number in range(_LAYERS):
            bias = values[f"lstm.bias_ih_l{number}"] + values[f"lstm.bias_hh_l{number}"]
            layer = _recur(
                layer, values[f"lstm.weight_ih_l{number}"], values[f"lstm.weight_hh_l{number}"], bias
            )
        raw = np.maximum(layer[:, -1] @ values["linear.weight"].T + values["linear.bias"], 0)
        lengths = np.linalg.norm(raw, axis=1, keepdims=True)
        return (raw / np.maximum(lengths, 1e-6)).astype(np.float32)


def spectrum(samples: Samples) -> Vectors:
    """Returns the power in bands of the mel scale, a row for each 10 ms. Quiet sound is made louder first."""
    loudness = float(np.sqrt(np.mean(np.square(samples)))) if len(samples) else 0.0
    if 0 < loudness < _LOUDNESS:
        samples = samples * np.float32(_LOUDNESS / loudness)
    padded = np.pad(samples, _LENGTH // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _LENGTH)[::_HOP]
    window = np.hanning(_LENGTH + 1)[:-1].astype(np.float32)
    bands = _mel_bands()
    rows = [
        np.square(np.abs(np.fft.rfft(frames[begin : begin + 3000] * window, axis=1))) @ bands.T
        for begin in range(0, len(frames), 3000)
    ]
    return np.concatenate(rows).astype(np.float32)


def _recur(inputs: Vectors, weight_in: Vectors, weight_on: Vectors, bias: Vectors) -> Vectors:
    """One layer of an LSTM over windows × frames × values."""
    known = inputs @ weight_in.T
    known += bias
    count, frames = known.shape[:2]
    state, memory = np.zeros((count, _SIZE), np.float32), np.zeros((count, _SIZE), np.float32)
    out = np.empty((count, frames, _SIZE), np.float32)
    turned = np.ascontiguousarray(weight_on.T)
    for frame in range(frames):
        gates = known[:, frame] + state @ turned
        takes, forgets, gives = (
            1 / (1 + np.exp(-np.clip(gates[:, place : place + _SIZE], -30, 30)))
            for place in (0, _SIZE, 3 * _SIZE)
        )
        memory = forgets * memory + takes * np.tanh(gates[:, 2 * _SIZE : 3 * _SIZE])
        state = gives * np.tanh(memory)
        out[:, frame] = state
    return out


@cache
def _mel_bands() -> Vectors:
    """Triangles of equal area on Slaney's mel scale, as librosa has them: linear up to 1000 Hz, logarithmic above."""
    step = np.log(6.4) / 27
    top = 15 + np.log(RATE / 2 / 1000) / step
    mels = np.linspace(0, top, _BANDS + 2)
    edges = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp(step * (mels - 15)))
    bins = np.fft.rfftfreq(_LENGTH, 1 / RATE)
    widths = np.diff(edges)
    slopes = edges[:, None] - bins[None, :]
    up, down = -slopes[:-2] / widths[:-1, None], slopes[2:] / widths[1:, None]
    areas = 2 / (edges[2:] - edges[:-2])
    return (np.maximum(0, np.minimum(up, down)) * areas[:, None]).astype(np.float32)


class _Unpickler(pickle.Unpickler):
    """Reads tensors and plain values, and nothing that could run. `bytes_of`: the width of a number, by the key of its storage."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream)
        self.bytes_of: dict[str, int] = {}

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return lambda key, offset, shape, *_: (key, offset, shape)
        if (module, name) in (("torch", "FloatStorage"), ("torch", "LongStorage")):
            return name
        raise pickle.UnpicklingError(f"{module}.{name}")

    def persistent_load(self, pid: Any) -> str:
        _, kind, key, *_ = pid
        self.bytes_of[key] = 4 if kind == "FloatStorage" else 8
        return key


def _read_weights(file: Path) -> dict[str, Vectors]:
    """Reads the tensors of the model from a file in torch's format before 1.6: pickles, and then the numbers."""
    stream = io.BytesIO(file.read_bytes())
    for _ in range(3):  # a magic number, the version, the machine
        _Unpickler(stream).load()
    reader = _Unpickler(stream)
    tensors = reader.load()["model_state"]
    wanted = {key for key, *_ in tensors.values()}
    numbers: dict[str, Vectors] = {}
    for key in _Unpickler(stream).load():
        count = int.from_bytes(stream.read(8), "little")
        content = stream.read(reader.bytes_of[key] * count)
        if key in wanted:
            numbers[key] = np.frombuffer(content, np.float32)
    return {
        name: numbers[key][offset : offset + int(np.prod(shape))].reshape(shape)
        for name, (key, offset, shape) in tensors.items()
    }
