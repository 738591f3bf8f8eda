// The buttons of a map, and how much it shows.
import { html, useRef, useState } from "../preact.js";
import { counted } from "../words.js";
import { LEVELS } from "./backbone.js";
import { change } from "./state.js";

const LEVEL_WORDS = { none: "None", strongest: "Strongest", more: "More" };

/** Zoom, full screen, table, search; `children` are further ones. `controls`: a ref to the picture's own. */
export function Toolbar({ controls, full, toggleFull, table, toggleTable, nodes, choose, light, children }) {
  return html`<div class="map-tools" role="toolbar" aria-label="Map">
    <${Tool} name="Zoom in" icon="M8 3v10M3 8h10" press=${() => controls.current.zoomBy(true)} />
    <${Tool} name="Zoom out" icon="M3 8h10" press=${() => controls.current.zoomBy(false)} />
    <${Tool} name="Fit" icon="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3M6.5 6.5h3v3h-3z" press=${() => controls.current.fit()} />
    ${document.fullscreenEnabled && html`<${Tool} name=${full ? "Leave full screen" : "Full screen"} icon=${full ? "M6 2v4H2M10 2v4h4M14 10h-4v4M2 10h4v4" : "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"} press=${toggleFull} />`}
    <button type="button" class="tool" aria-pressed=${table} onClick=${toggleTable}>Table</button>
    ${children}
    <${Find} ...${{ nodes, choose, light }} />
  </div>`;
}

/** A button with an icon: `icon` is a path in a square of 16. */
export function Tool({ name, icon, press, disabled = false }) {
  return html`<button type="button" class="tool" aria-label=${name} title=${name} disabled=${disabled} onClick=${press}>
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=${icon} /></svg>
  </button>`;
}

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Entities whose names have these words: a name that begins with them first, then the shortest. */
function named(nodes, words) {
  const wanted = folded(words.trim());
  if (!wanted) return [];
  const found = nodes.map(({ id, whole }) => ({ id, name: folded(whole) })).filter(({ name }) => name.includes(wanted));
  return found.sort((one, other) => other.name.startsWith(wanted) - one.name.startsWith(wanted) || one.name.length - other.name.length).map(({ id }) => id);
}

/** "Search in this map": lights what has the words in its name; Enter selects the first, and the next when it is pressed again. */
function Find({ nodes, choose, light }) {
  const [words, set] = useState("");
  const last = useRef(-1); // of what is found, the one that was selected last
  const found = named(nodes, words);
  const type = ({ currentTarget: { value } }) => {
    set(value);
    last.current = -1;
    light(new Set(named(nodes, value)));
  };
  const submit = (event) => {
    event.preventDefault();
    if (!found.length) return;
    last.current = (last.current + 1) % found.length;
    choose(found[last.current]);
  };
  return html`<form class="map-find" role="search" aria-label="This map" onSubmit=${submit}>
    <input type="search" value=${words} onInput=${type} placeholder="Search in this map" aria-label="Search in this map" maxlength="100" autocomplete="off" />
    <span class="map-found" role="status">${words.trim() && (found.length ? counted(found.length, "match") : "No match")}</span>
  </form>`;
}

/** The slider for quotes and the switch for co-mentions, where they change anything. */
export function Amount({ least, most, coMentions, usual, together }) {
  const from = useRef(null); // the value when the hand took the slider
  const slide = ({ currentTarget: { value } }) => {
    const replace = from.current !== null;
    from.current ??= least;
    change({ least: Number(value) > 1 ? value : null }, { replace });
  };
  return html`<div class="map-amount">
    ${most > 1 && html`<div>
      <label for="least">Minimum quotes</label> <output for="least">${least}</output>
      <input id="least" type="range" min="1" max=${most} value=${Math.min(least, most)} onInput=${slide} onChange=${() => (from.current = null)} />
    </div>`}
    ${together && html`<fieldset class="switch">
      <legend>Co-mentions</legend>
      ${LEVELS.map((level) => html`<label key=${level}>
        <input
          type="radio"
          name="comentions"
          checked=${level === coMentions}
          onChange=${() => change({ comentions: level === usual ? null : level })}
        />
        ${LEVEL_WORDS[level]}
      </label>`)}
    </fieldset>`}
  </div>`;
}
