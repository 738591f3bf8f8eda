// Merges two entities: which other one, which of them remains, and what that changes.
import { html, useRef, useState } from "../preact.js";
import { entityAt, go } from "../address.js";
import { change, showAnew } from "./change.js";
import { Consequences, effectsOn } from "./consequences.js";
import { Buttons, Wrong } from "./dialog.js";
import { FieldError, KindField, ReasonField, useSending } from "./fields.js";
import { say } from "./notice.js";
import { EntityField } from "../search/entity_field.js";
import { KINDS } from "../words.js";

const effects = effectsOn("the entity is not connected with itself");

export function Form({ entity, close }) {
  const reason = useRef(null);
  const [other, choose] = useState(null);
  const [stays, setStays] = useState(true); // whether the page's own entity remains
  const [chosenKind, chooseKind] = useState(null);
  const [possible, tell] = useState(false);
  const found = other?.id && other.id !== entity.id ? other : null;
  const kinds = found && found.kind !== entity.kind ? [entity.kind, found.kind] : null;
  const kind = kinds && (kinds.includes(chosenKind) ? chosenKind : null);
  const [kept, gone] = stays ? [entity, found] : [found, entity];
  const input = found && (!kinds || kind) ? { keep: kept.id, merge: [gone.id], ...(kind && { kind }) } : null;
  const { form, submit, busy, errors, fault } = useSending(async () => {
    const { entity: now, decisions } = await change("merge_entities", { ...input, reason: reason.current.value.trim() || null });
    close();
    if (now.slug !== entity.slug) go(entityAt(now.slug));
    showAnew();
    say(`Merged “${gone.name}” into “${now.name}”.`, decisions);
  }, ["kind", "reason"]);
  const same = other?.id === entity.id && "This is the same entity";
  return html`<form ref=${form} onSubmit=${submit}>
    <p>Everything that is said about both becomes one entity. Both names are kept.</p>
    <div>
      <${EntityField} id="merge-with" label=${`Merge “${entity.name}” with`} entity=${other} choose=${choose} />
      <${FieldError} id="merge-with-error" message=${same} />
      ${other && !other.id && html`<span class="aside">Choose it from the list</span>`}
    </div>
    ${found && html`
      <fieldset>
        <legend>Which one remains?</legend>
        ${[true, false].map((own) => html`<label key=${own}>
          <input type="radio" name="keep" checked=${stays === own} onChange=${() => setStays(own)} />
          <span>${(own ? entity : found).name} <span class="aside">${KINDS[(own ? entity : found).kind][0]}</span></span>
        </label>`)}
      </fieldset>`}
    ${kinds && html`<${KindField} label="They have different kinds. Which one is right?" kind=${kind} kinds=${kinds} choose=${chooseKind} error=${errors.kind} />`}
    ${found && html`<${ReasonField} field=${reason} error=${errors.reason} />`}
    <${Consequences} operation="merge_entities" input=${input} tell=${tell} effects=${effects} lead=${() => html`<p>“${gone.name}” becomes “${kept.name}”</p>`} />
    <${Wrong} fault=${fault} />
    <${Buttons} close=${close} busy=${busy && "Merging…"} disabled=${!input || !possible}>Merge</${Buttons}>
  </form>`;
}
