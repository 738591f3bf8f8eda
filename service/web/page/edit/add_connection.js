// Adds a connection by hand: its quote, chosen from the transcript, its two entities and its type.
import { html, useRef, useState } from "../preact.js";
import { change, showAnew } from "./change.js";
import { Consequences } from "./consequences.js";
import { Buttons, Wrong } from "./dialog.js";
import { FieldError, KindField, marked, ReasonField, useSending } from "./fields.js";
import { say } from "./notice.js";
import { PassageField } from "./passage_field.js";
import { EntityField } from "../search/entity_field.js";
import { clock, TOGETHER, TYPES, typeWords } from "../words.js";

const FIELDS = ["quote", "type", "past", "reason"];
const PAUSE = 500; // milliseconds without a key after which what was entered is tried

export function Form({ slug, segments, first, close }) {
  const reason = useRef(null);
  const [quote, write] = useState(first && { text: first.text, first, last: first.index });
  const [source, target] = [useEnd(), useEnd()];
  const [type, chooseType] = useState("");
  const [over, setOver] = useState(false);
  const [possible, tell] = useState(false);
  const past = over && canBeOver(type);
  const input = quote?.text.trim() && source.input && target.input && type ? {
    video: slug, source: source.input, type, target: target.input, quote: quote.text.trim(), startSeconds: quote.first.startSeconds, past,
  } : null;
  const words = () => `${source.name} ${typeWords({ type, past, target })} ${target.name}`;
  const { form, submit, busy, errors, fault } = useSending(async () => {
    const { decisions } = await change("add_statement", { ...input, reason: reason.current.value.trim() || null });
    close();
    showAnew();
    say(`Added: ${words()}.`, decisions);
  }, FIELDS);
  const effects = ({ startSeconds, source: one, target: other }) => [
    `The quote begins at ${clock(startSeconds)}`,
    !one && `“${source.name}” becomes an entity`,
    !other && `“${target.name}” becomes an entity`,
  ].filter(Boolean);
  return html`<form ref=${form} onSubmit=${submit}>
    <${PassageField} segments=${segments} quote=${quote} write=${write} folded=${Boolean(first)} error=${errors.quote} />
    <${EndField} id="from" label="From" end=${source} />
    <div>
      <label>Connection<select name="type" value=${type} onChange=${(event) => chooseType(event.target.value)} ...${marked("type-error", errors.type)}>
        ${!type && html`<option value="">Choose…</option>`}
        ${Object.entries(TYPES).filter(([one]) => one !== TOGETHER).map(([one, text]) => html`<option key=${one} value=${one}>${text}</option>`)}
      </select></label>
      <${FieldError} id="type-error" message=${errors.type} />
    </div>
    ${canBeOver(type) && html`<label class="check"><input type="checkbox" name="past" checked=${over} onChange=${(event) => setOver(event.target.checked)} /> The words say that it is over</label>`}
    <${EndField} id="to" label="To" end=${target} />
    ${input && html`<${ReasonField} field=${reason} error=${errors.reason} />`}
    <${Consequences} operation="add_statement" input=${input} tell=${tell} pause=${PAUSE} effects=${effects} lead=${() => html`<p>“${words()}”</p>`} />
    <${Wrong} fault=${fault} />
    <${Buttons} close=${close} busy=${busy && "Adding…"} disabled=${!input || !possible}>Add</${Buttons}>
  </form>`;
}

/** Whether a connection of this type lasts for a while and can be over. */
const canBeOver = (type) => type && typeWords({ type, past: true }) !== typeWords({ type });

/** An end of the connection: an entity of the list, or what was typed, of a kind that is chosen. */
function useEnd() {
  const [entity, choose] = useState(null);
  const [kind, setKind] = useState(null);
  const isNew = Boolean(entity && !entity.id);
  const input = isNew ? kind && { name: entity.name, kind } : entity && { entity: entity.id };
  return { entity, choose, kind, setKind, isNew, input, name: entity?.name };
}

function EndField({ id, label, end: { entity, choose, kind, setKind, isNew } }) {
  return html`<div>
    <${EntityField} id=${id} label=${label} entity=${entity} choose=${choose} />
    ${isNew && html`<${KindField} label="Choose it from the list. If it is new: what is it?" kind=${kind} choose=${setKind} />`}
  </div>`;
}
