// The HTML that shows a map or a quote of this page in another site.
import { html } from "../preact.js";
import { talkAt } from "../address.js";
import { Copy } from "../watch/copy.js";

const ONLY_HERE = ["t", "view", "steps", "find"]; // what an address says that a map in a frame has no room for

/** A button for the code of a quote: what is said at a moment of a talk. */
export function QuoteCode({ slug, seconds, title }) {
  return html`<${Copy} text=${() => frame(talkAt(slug), { t: seconds }, `Quote: ${title}`, 600, 260)}>Copy embed code</${Copy}>`;
}

/** A button for the code of this address's map, as it is shown now. */
export function MapCode({ title }) {
  const text = () => {
    const kept = [...new URLSearchParams(location.search)].filter(([key]) => !ONLY_HERE.includes(key));
    return frame(location.pathname, Object.fromEntries(kept), title, 900, 600);
  };
  return html`<${Copy} text=${text} kind="">Copy embed code</${Copy}>`;
}

function frame(path, values, title, width, height) {
  const url = new URL(`${path}?${new URLSearchParams({ ...values, embed: 1 })}`, location.origin);
  return `<iframe src="${escaped(url.href)}" title="${escaped(title)}" width="${width}" height="${height}" loading="lazy"></iframe>`;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
