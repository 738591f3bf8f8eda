// The language model of the service: where the text of a talk goes, and what its extraction takes.
import { html, useEffect, useState } from "../preact.js";
import { headers } from "../signin/key.js";
import { counted } from "../words.js";

const A_MINUTE = 150; // words

/** About how many words are said in so many seconds. */
export const wordsIn = (seconds) => Math.round(((seconds ?? 0) / 60) * A_MINUTE) || 1;

/** `{ used, fault, offers }`; null until it is known. */
export function useModels(words) {
  const [models, set] = useState(null);
  useEffect(() => {
    const key = headers["x-api-key"];
    const found = fetch(`/language-models?words=${words}`, { headers: { accept: "application/json", ...(key && { "x-api-key": key }) } });
    found.then((response) => (response.ok ? response.json() : { offers: [] })).then(set, () => set({ offers: [] }));
  }, [words]);
  return models;
}

/** Where the text goes and what that takes, or which models there are to choose. */
export function Goes({ models }) {
  const { used, fault } = models;
  if (fault || !used) return html`<${Offers} models=${models} />`;
  return html`<p class="aside">With ${used.name}, the text goes to ${used.url}${used.isLocal ? ", on the machine of this service" : ""}${used.estimate && `: ${inDetail(used.estimate)}`}.</p>`;
}

/** What is wrong with the language model, or how to set one up. */
export function Offers({ models: { fault, offers } }) {
  if (fault) return html`<p class="error">${fault}</p>`;
  return offers.map((offer) => html`<p class="aside" key=${offer}>${offer.replaceAll("`", "")}</p>`);
}

/** Time and money, in words; "" where neither is known. Money is in the currency of the settings. */
export const taken = ({ minutes, cost }) =>
  [minutes && counted(Math.max(1, Math.round(minutes)), "minute"), cost && cost.toFixed(2)]
    .filter(Boolean)
    .map((part) => `about ${part}`)
    .join(", ");

const inDetail = ({ requests, inputTokens, outputTokens, ...estimate }) =>
  [
    counted(requests, "request"),
    `about ${thousands(inputTokens)} tokens sent and ${thousands(outputTokens)} received`,
    taken(estimate),
  ].filter(Boolean).join(", ");

const thousands = (count) => `${Math.ceil(count / 1000)}k`;
