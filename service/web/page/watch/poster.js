// A talk's picture: its own where one may be loaded, else one drawn from its name, the same each time.
import { html } from "../preact.js";
import { YOUTUBE } from "./playing.js";

const KINDS = ["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"];
const POINTS = 11;

export function Poster({ talk }) {
  const own = ownPicture(talk);
  if (own) return html`<img class="poster" src=${own} alt="" loading="lazy" width="320" height="180" />`;
  const points = scatter(talk.slug);
  const links = points.slice(1).map((point, index) => [point, points[Math.floor(index / 2)]]);
  return html`<svg class="poster" viewBox="0 0 320 180" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    <rect width="320" height="180" class="poster-ground" />
    ${links.map(([one, other]) => html`<line class="poster-line" x1=${one.x} y1=${one.y} x2=${other.x} y2=${other.y} />`)}
    ${points.map(({ x, y, r, kind }) => html`<circle class=${`poster-dot kind-${kind}`} cx=${x} cy=${y} r=${r} />`)}
  </svg>`;
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

/** Points of a small map, by a generator that the talk's slug seeds. */
function scatter(slug) {
  let seed = 2166136261;
  for (const sign of slug) seed = Math.imul(seed ^ sign.codePointAt(0), 16777619) >>> 0;
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  return Array.from({ length: POINTS }, (_, index) => {
    const angle = index * 2.39996 + next();
    const away = 22 * Math.sqrt(index) * (0.8 + 0.5 * next());
    return { x: Math.round(160 + 2 * away * Math.cos(angle)), y: Math.round(90 + 1.1 * away * Math.sin(angle)), r: Math.round(4 + 7 * next()), kind: KINDS[Math.floor(5 * next())] };
  });
}
