// Who speaks in a talk, and how much of it.
import { html } from "../preact.js";
import { entityAt, Link } from "../address.js";
import { VOICE_COLOURS } from "../watch/voice-runs.js";
import { length } from "../words.js";

const SHOWN = 6;

export function Voices({ video: { speakers } }) {
  if (!speakers.length) return null;
  const all = speakers.reduce((sum, { speakingSeconds }) => sum + speakingSeconds, 0) || 1;
  const lines = (some) => html`<ul class="voices">
    ${some.map(({ label, person, speakingSeconds }) => html`<li key=${label}>
      <span class=${`voice-swatch voice-${speakers.findIndex((one) => one.label === label) % VOICE_COLOURS}`} aria-hidden="true"></span>
      <span class="voice"><bdi>${person ? html`<${Link} to=${entityAt(person.slug)}>${person.name}</${Link}>` : label}</bdi></span>
      <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="6" class="all" /><rect width=${(100 * speakingSeconds) / all} height="6" class="own" />
      </svg>
      <span class="aside">${length(speakingSeconds)}, ${Math.round((100 * speakingSeconds) / all)}%</span>
    </li>`)}
  </ul>`;
  const rest = speakers.slice(SHOWN);
  return html`<section class="voices-part" aria-label="Voices">
    ${lines(speakers.slice(0, SHOWN))}
    ${rest.length > 0 && html`<details><summary>${rest.length} more voices</summary>${lines(rest)}</details>`}
  </section>`;
}
