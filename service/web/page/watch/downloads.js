// Talks as files: the server writes them in each format.
import { html } from "../preact.js";

const TALK = [["vtt", "WebVTT"], ["srt", "SubRip (SRT)"], ["md", "Markdown"], ["json", "JSON"], ["document", "VideoDocument"], ["ris", "RIS"], ["bibtex", "BibTeX"], ["csl", "CSL-JSON"]];
const GRAPH = [["csv", "CSV"], ["jsonl", "JSON Lines"], ["graphml", "GraphML"], ["cypher", "Cypher"], ["turtle", "RDF (Turtle)"], ["obsidian", "Obsidian"]];

/** The transcript, citations and the graph of one talk. */
export function Downloads({ slug }) {
  const of = `/videos/${encodeURIComponent(slug)}/export`;
  return html`<${Links} label="Download" of=${of} formats=${TALK} /><${Links} label="Its graph" of=${of} formats=${GRAPH} />`;
}

/** The graph of all talks. */
export const GraphDownloads = () => html`<${Links} label="Export the graph" of="/export/graph" formats=${GRAPH} />`;

function Links({ label, of, formats }) {
  return html`<p class="downloads aside">
    ${label}:${" "}
    ${formats.map(([format, name], index) => html`${index > 0 && " · "}<a key=${format} href=${`${of}/${format}`} download>${name}</a>`)}
  </p>`;
}
