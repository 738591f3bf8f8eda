// Corrects the name or the kind of an entity.
import { html, useRef, useState } from "../preact.js";
import { change, showAnew } from "./change.js";
import { Consequences, effectsOn } from "./consequences.js";
import { Buttons, Wrong } from "./dialog.js";
import { KindField, ReasonField, TextField, useSending } from "./fields.js";
import { say } from "./notice.js";
import { KINDS } from "../words.js";

const FIELDS = ["name", "kind", "reason"];
const effects = effectsOn("the new kind has no such connection");

export function Form({ entity, close }) {
  const [name, reason] = [useRef(null), useRef(null)];
  const [kind, setKind] = useState(entity.kind);
  const [unchanged, setUnchanged] = useState(true);
  const given = () => {
    const called = name.current.value.trim();
    return {
      entity: entity.id,
      ...(called !== entity.name && { name: called }),
      ...(kind !== entity.kind && { kind }),
    };
  };
  const look = () => setUnchanged(!name.current.value.trim() || name.current.value.trim() === entity.name);
  const { form, submit, busy, errors, fault } = useSending(async () => {
    const input = { ...given(), reason: reason.current.value.trim() || null };
    const { decisions } = await change("update_entity", input);
    close();
    showAnew();
    say(`Saved: ${input.name ?? entity.name}, ${KINDS[kind][0].toLowerCase()}.`, decisions);
  }, FIELDS);
  return html`<form ref=${form} onSubmit=${submit}>
    <${TextField} name="name" label="Name" field=${name} value=${entity.name} error=${errors.name} longest=${200} required onInput=${look} />
    <${KindField} kind=${kind} choose=${setKind} error=${errors.kind} />
    <${ReasonField} field=${reason} error=${errors.reason} />
    <${Consequences} operation="update_entity" effects=${effects} input=${kind === entity.kind ? null : { entity: entity.id, kind }} />
    <${Wrong} fault=${fault} />
    <${Buttons} close=${close} busy=${busy && "Saving…"} disabled=${unchanged && kind === entity.kind}>Save</${Buttons}>
  </form>`;
}
