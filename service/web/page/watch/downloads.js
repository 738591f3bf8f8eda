// The transcript as a file: the server writes it in each format.
import { html } from "../preact.js";

const FORMATS = [["vtt", "WebVTT"], ["srt", "SubRip (SRT)"], ["md", "Markdown"], ["json", "JSON"]];

export function Downloads({ slug }) {
  return html`<p class="downloads aside">
    Download:${" "}
    ${FORMATS.map(([ending, name], index) => html`${index > 0 && " · "}<a key=${ending} href=${`/videos/${encodeURIComponent(slug)}/transcript.${ending}`} download=${`${slug}.${ending}`}>${name}</a>`)}
  </p>`;
}
