// Who speaks when, as stretches of a timeline. Data only.

export const VOICE_COLOURS = 6;

/** Stretches `{ start, end, place }` of one voice each; `place` is the voice's place among the speakers. */
export function voiceRuns(segments, speakers, length) {
  const places = new Map(speakers.map(({ label }, place) => [label, place]));
  const runs = [];
  segments.forEach((segment, index) => {
    const place = places.get(segment.speaker?.label);
    if (place === undefined) return;
    const next = segments[index + 1]?.startSeconds ?? length;
    const end = Math.min(segment.endSeconds ?? next, next);
    const last = runs.at(-1);
    // Between two words of one voice nobody else speaks.
    if (last?.place === place && index > 0 && segments[index - 1].speaker?.label === segment.speaker.label) last.end = end;
    else runs.push({ start: segment.startSeconds, end, place });
  });
  return runs;
}
