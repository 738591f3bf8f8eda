// A field for a quote: a passage of the transcript that is found by its words, and then cut down or continued.
import { html, useMemo, useState } from "../preact.js";
import { FieldError, marked } from "./fields.js";
import { having } from "../talk/lines.js";
import { clock, counted } from "../words.js";

const MOST = 30; // passages in the list

/**
 * `quote` is null, or its `text`, the `first` segment and the index of the `last` one. `folded`: the list is shown only when it is
 * asked for, because a passage was chosen before.
 */
export function PassageField({ segments, quote, write, folded, error }) {
  const [open, unfold] = useState(!folded);
  const next = quote && segments.find(({ index }) => index === quote.last + 1);
  return html`
    ${open ? html`<${Passages} segments=${segments} quote=${quote} write=${write} />`
      : html`<p><button type="button" class="plain small" onClick=${() => unfold(true)}>Choose another passage</button></p>`}
    ${quote && html`<div>
      <label>Quote: keep only the words that say it
        <textarea name="quote" rows="4" maxlength="2000" required value=${quote.text} onInput=${({ target }) => write({ ...quote, text: target.value })} ...${marked("quote-error", error)}></textarea>
      </label>
      <${FieldError} id="quote-error" message=${error} />
      ${next && html`<button type="button" class="plain small" onClick=${() => write({ ...quote, text: `${quote.text.trim()} ${next.text}`, last: next.index })}>Add next line</button>`}
    </div>`}`;
}

/** The segments that have all the words, in any order. */
function linesWith(segments, words) {
  const [part] = having([{ paragraphs: segments.map((one) => ({ segments: [one] })) }], words);
  return part ? part.paragraphs.map(({ segments: [one] }) => one) : [];
}

function Passages({ segments, quote, write }) {
  const [words, look] = useState("");
  const found = useMemo(() => linesWith(segments, words), [segments, words]);
  const shown = found.slice(0, MOST);
  return html`<div>
      <label>Find the passage<input type="search" name="passage" onInput=${({ target }) => look(target.value)} /></label>
      <span class="aside" role="status">${found.length > MOST ? `The first ${MOST} of ${counted(found.length, "line")}` : counted(found.length, "line")}</span>
    </div>
    ${shown.length > 0 && html`<fieldset class="passages">
      <legend>Passage</legend>
      ${shown.map((segment) => html`<label key=${segment.index}>
        <input type="radio" name="line" checked=${quote?.first === segment} onChange=${() => write({ text: segment.text, first: segment, last: segment.index })} />
        <span class="aside">${clock(segment.startSeconds)}</span> <span dir="auto">${segment.text}</span>
      </label>`)}
    </fieldset>`}`;
}
