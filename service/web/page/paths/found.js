// The paths that were found: as lines to choose from, as one picture, and the steps with their quotes.
import { html, useState } from "../preact.js";
import { Link, withValues } from "../address.js";
import { isSymmetric, stepsOf } from "./layout.js";
import { Picture, stepId } from "./picture.js";
import { Quotes, Sentence } from "../statement.js";
import { typeWords } from "../words.js";

/** The path that is chosen is in the address, counted from 1. */
export function Found({ paths, address }) {
  const [lit, light] = useState(null); // the step that is pointed at
  const number = Number(address.searchParams.get("path"));
  const chosen = Number.isInteger(number) && number >= 1 && number <= paths.length ? number - 1 : null;
  const steps = stepsOf(paths).filter((step) => chosen === null || step.paths.includes(chosen));
  return html`
    ${paths.length > 1 && html`<ol class="paths" aria-label="Paths">
      ${paths.map((path, index) => html`<li key=${index}>
        <${Link} to=${withValues({ path: index === chosen ? null : index + 1 })} aria-current=${index === chosen ? "true" : undefined} class="way"><${Way} path=${path} /></${Link}>
      </li>`)}
    </ol>`}
    ${paths.length === 1 && html`<p class="way"><${Way} path=${paths[0]} /></p>`}
    <div class="paths-found">
      <${Picture} paths=${paths} chosen=${chosen} lit=${lit} light=${light} />
      <ol class="steps" aria-label="Steps and their quotes">
        ${steps.map(({ relationship }) => html`<li
          key=${relationship.id}
          id=${stepId(relationship)}
          tabindex="-1"
          class=${relationship.id === lit ? "on" : ""}
          onMouseEnter=${() => light(relationship.id)}
          onMouseLeave=${() => light(null)}
        >
          <p><${Sentence} relationship=${relationship} /></p>
          <${Quotes} evidence=${relationship.evidence} />
        </li>`)}
      </ol>
    </div>
  `;
}

/** "A —founded→ B ←works at— C": each hop in its own direction. */
function Way({ path: { entities, hops } }) {
  return html`<bdi>${entities[0].name}</bdi>${hops.map(({ forward, relationship }, index) => html`${" "}<span class="arrow">${arrow(relationship, forward)}</span>${" "}<bdi>${entities[index + 1].name}</bdi>`)}`;
}

function arrow(relationship, forward) {
  const words = typeWords(relationship);
  if (isSymmetric(relationship)) return `— ${words} —`;
  return forward ? `— ${words} →` : `← ${words} —`;
}
