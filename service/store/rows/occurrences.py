"""What the rows of a video say of how much it is about its entities."""

from collections import defaultdict
from dataclasses import dataclass

from service.domain.salience import salience
from service.graph.video_rows import VideoRows


@dataclass(frozen=True)
class Occurrences:
    """`starts`: entity id → seconds at which it is named; `spoken`: for how long it speaks; `duration`: of the video."""

    starts: defaultdict[str, list[float]]
    spoken: defaultdict[str, float]
    duration: float

    def salience(self, entity: str) -> float:
        most = max(map(len, self.starts.values()), default=0)
        return salience(self.starts[entity], most, self.spoken[entity], self.duration)


def hear(part: VideoRows, duration: float) -> Occurrences:
    """What the rows of a video's mentions and voices say of its entities."""
    starts: defaultdict[str, list[float]] = defaultdict(list)
    for row in part.rows["mention"].values():
        starts[row["entity"]].append(part.rows["segment"][row["segment"]]["startSeconds"])
    spoken: defaultdict[str, float] = defaultdict(float)
    for row in part.rows["speaker"].values():
        spoken[row["person"]] += row["speakingSeconds"]
    return Occurrences(starts, spoken, duration)
