// A talk's picture: its own where one may be loaded, else its map as the server draws it (service/api/http/shell/map_drawing.py).
import { html, useState } from "../preact.js";
import { YOUTUBE } from "./playing.js";

/** `panel`: for what is played elsewhere, a plain panel with title and channel in place of the map. */
export function Poster({ talk, panel = false }) {
  const own = ownPicture(talk);
  const [failed, fail] = useState(null); // what could not be loaded
  if (panel && (!own || failed === own)) return html`<span class="poster panel"><b>${talk.title}</b>${talk.channel && html`<span>${talk.channel.name}</span>`}</span>`;
  const src = own && failed !== own ? own : `/images/videos/${encodeURIComponent(talk.slug)}.svg`;
  if (failed === src) return html`<span class="poster"></span>`; // no picture rather than the sign of a broken one
  return html`<img class="poster" src=${src} alt="" loading="lazy" width="320" height="180" onError=${() => fail(src)} />`;
}

// Pictures come from the page's own server, and from the origins that its settings name: no other one learns what is read here.
function ownPicture({ thumbnailUrl, url }) {
  const address = thumbnailUrl ?? ofYouTube(url);
  if (!address || !URL.canParse(address)) return null;
  const origins = document.querySelector('meta[name="image-origins"]')?.content.split(" ") ?? [];
  return [location.origin, ...origins].includes(new URL(address).origin) ? address : null;
}

function ofYouTube(url) {
  const id = url && YOUTUBE.exec(url)?.[1];
  return id ? `https://i.ytimg.com/vi/${id}/mqdefault.jpg` : null;
}
