// What a change would do, as a dry run says it.
import { html, useEffect, useState } from "../preact.js";
import { preview } from "./change.js";
import { counted } from "../words.js";

/**
 * `input` of null: there is nothing to try yet. `effects` makes lines of the result, `lead` what stands above them, and `tell` gets
 * whether the change could be made. `pause`: milliseconds for which the input must stay as it is before it is tried.
 */
export function Consequences({ operation, input, effects, lead, tell, pause = 0 }) {
  const [state, set] = useState({});
  const key = input && JSON.stringify(input);
  useEffect(() => {
    tell?.(false);
    if (!key) return undefined;
    const stop = new AbortController();
    const look = () => preview(operation, input, stop.signal).then(
      (result) => {
        set({ result, key });
        tell?.(true);
      },
      (fault) => stop.signal.aborted || set({ fault, key }),
    );
    const waiting = setTimeout(look, pause);
    return () => {
      clearTimeout(waiting);
      stop.abort();
    };
  }, [key]);
  if (!key) return html`<div role="status"></div>`;
  const { result, fault } = state.key === key ? state : {};
  return html`<div class="preview" role="status">
    ${fault ? html`<p class="error">${fault.message}</p>` : !result && html`<p>Checking…</p>`}
    ${result && lead?.(result)}
    ${result && html`<ul>${effects(result).map((one) => html`<li key=${one}>${one}</li>`)}</ul>`}
  </div>`;
}

/** The effects on an entity; `dropped` is why quotes are left out. */
export const effectsOn = (dropped) => ({ videoCount, mentionCount = 0, evidenceCount = 0, droppedCount, relatedCount }) => {
  const moved = [mentionCount && counted(mentionCount, "mention"), evidenceCount && counted(evidenceCount, "quote")].filter(Boolean);
  return [
    moved.length > 0 && `${moved.join(" and ")} ${mentionCount + evidenceCount === 1 ? "moves" : "move"}`,
    droppedCount > 0 && `${counted(droppedCount, "quote")} ${droppedCount === 1 ? "is" : "are"} left out: ${dropped}`,
    relatedCount > 0 && `${counted(relatedCount, "quote")} then ${relatedCount === 1 ? "supports" : "support"} “is related to” only`,
    videoCount ? `${counted(videoCount, "talk")} ${videoCount === 1 ? "changes" : "change"}` : "No talk changes",
  ].filter(Boolean);
};
