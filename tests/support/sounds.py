"""Small recordings: tones, silence and pictures, in any container, made by PyAV."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np

RATE = 16_000


def tone(seconds: float, level: float = 0.5) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    """Samples of a tone; silence at level 0."""
    times = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * 440 * times)).astype(np.float32)


def write_sound(file: Path, parts: Sequence[Any], codec: str = "pcm_s16le", **tags: str) -> Path:
    """Writes samples one after the other. The container is that of the file's ending."""
    samples = (np.concatenate(list(parts)) * 32767).astype(np.int16)
    with av.open(str(file), "w") as container:
        container.metadata.update(tags)
        stream: Any = container.add_stream(codec, rate=RATE, layout="mono")
        resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=RATE)
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE
        size = stream.codec_context.frame_size
        fifo = av.AudioFifo()
        for one in [*resampler.resample(frame), *resampler.resample(None)]:
            one.pts = None
            fifo.write(one)
        while (block := fifo.read(size or 0, partial=True)) is not None:
            container.mux(stream.encode(block))
        container.mux(stream.encode(None))
    return file


def write_pictures(file: Path) -> Path:
    """Writes a video without sound."""
    with av.open(str(file), "w") as container:
        stream = container.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for _ in range(5):
            frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file
