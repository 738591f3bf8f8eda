// The legend of a map: each kind and type with the count of what is shown, and a click hides or shows it.
import { html } from "../preact.js";
import { KINDS, number, typeWords } from "../words.js";
import { change, hiddenValue } from "./state.js";

const HINT = "Click to hide or show, double-click to show alone";

export function Legend({ part, hidden, past }) {
  const kinds = Object.keys(KINDS).filter((kind) => part.kinds.has(kind));
  const types = [...part.types].sort(([, one], [, other]) => other - one).map(([type]) => type);
  const press = (event, key, keys) => {
    // A double click is two: the second takes the place of what the first did.
    const alone = event.detail > 1 || event.shiftKey;
    const next = alone ? onlyThis(key, keys, before(hidden, key, event.detail)) : toggled(hidden, key);
    change({ hide: hiddenValue(next) }, { replace: event.detail > 1 });
  };
  return html`<div class="legend" role="group" aria-label="Legend">
    <ul>
      ${kinds.map((kind) => html`<${Entry}
        key=${kind}
        shown=${!hidden.has(kind)}
        count=${part.kinds.get(kind)}
        words=${KINDS[kind][part.kinds.get(kind) === 1 ? 0 : 1]}
        mark=${`dot kind-${kind}`}
        press=${(event) => press(event, kind, kinds)}
      />`)}
    </ul>
    <details>
      <summary>Connections</summary>
      <ul>
        ${types.map((type) => html`<${Entry}
          key=${type}
          shown=${!hidden.has(type)}
          count=${part.types.get(type)}
          words=${typeWords({ type, past: false })}
          mark=${type === "MENTIONED_WITH" ? "dash together" : "dash"}
          press=${(event) => press(event, type, types)}
        />`)}
      </ul>
    </details>
    ${past && html`<p class="line-key"><span class="dash" aria-hidden="true"></span>present <span class="dash past" aria-hidden="true"></span>past</p>`}
  </div>`;
}

function Entry({ shown, count, words, mark, press }) {
  return html`<li>
    <button type="button" aria-pressed=${shown} title=${HINT} onClick=${press}>
      <span class=${mark} aria-hidden="true"></span><span class="what">${words}</span> <span class="count">${number(count)}</span>
    </button>
  </li>`;
}

function toggled(hidden, key) {
  const next = new Set(hidden);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** What was hidden before the first of two clicks. */
const before = (hidden, key, clicks) => (clicks > 1 ? toggled(hidden, key) : hidden);

/** All others of the same list hidden; where that is so already, none. */
function onlyThis(key, keys, hidden) {
  const others = keys.filter((one) => one !== key);
  const already = !hidden.has(key) && others.every((one) => hidden.has(one));
  const rest = [...hidden].filter((one) => !keys.includes(one));
  return new Set(already ? rest : [...rest, ...others]);
}
