// Fields of the forms for changes, each with what is wrong with it.
import { html, useRef, useState } from "../preact.js";
import { KINDS } from "../words.js";

/** What is wrong beneath a field; `id` is what the field is described by. */
export function FieldError({ id, message }) {
  return message && html`<span class="error" id=${id} role="alert">${message}</span>`;
}

/** The attributes of a field that says what is wrong with it. */
export const marked = (id, message) => (message ? { "aria-invalid": "true", "aria-describedby": id } : {});

/** A line of text. `id`: other than its name where the page has another field of this name. `field`: a reference to the input. */
export function TextField({ name, id = name, label, type = "text", field, value = "", error, longest, required, onInput }) {
  const wrong = `${id}-error`;
  return html`<div>
    <label>${label}<input ref=${field} type=${type} name=${name} defaultValue=${value} maxlength=${longest} required=${required} onInput=${onInput} ...${marked(wrong, error)} /></label>
    <${FieldError} id=${wrong} message=${error} />
  </div>`;
}

export function KindField({ label = "Kind", kind, kinds = Object.keys(KINDS), choose, error }) {
  return html`<div>
    <label>${label}<select name="kind" value=${kind ?? ""} onChange=${({ target }) => choose(target.value || null)} ...${marked("kind-error", error)}>
      ${!kind && html`<option value="">Choose…</option>`}
      ${kinds.map((one) => html`<option key=${one} value=${one}>${KINDS[one]?.[0] ?? one}</option>`)}
    </select></label>
    <${FieldError} id="kind-error" message=${error} />
  </div>`;
}

const LONGEST_REASON = 1000;

/** Why: it is stored with the decision. */
export function ReasonField({ field, error, required }) {
  return html`<${TextField} name="reason" label=${required ? "Reason" : "Reason (optional)"} ...${{ field, error, required }} longest=${LONGEST_REASON} />`;
}

/**
 * `submit`, `busy` and `fault` of a form whose `send` is asynchronous. A fault of a field that the form has is shown there:
 * `errors` maps fields to messages, `fault` is what is left.
 */
export function useSending(send, fields) {
  const form = useRef(null);
  const [busy, setBusy] = useState(false);
  const [fault, fail] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    fail(null);
    try {
      await send();
    } catch (error) {
      if (error.name !== "AbortError") fail(error);
      setBusy(false);
      if (fields.includes(error.field)) form.current?.elements[error.field]?.focus();
    }
  };
  const errors = fault && fields.includes(fault.field) ? { [fault.field]: fault.message } : {};
  return { form, submit, busy, errors, fault: fault && !errors[fault.field] ? fault : null, fail };
}
