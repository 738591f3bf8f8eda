// Corrects title, date, address, channel and speakers of a talk.
import { html, useRef, useState } from "../preact.js";
import { change, showAnew } from "./change.js";
import { Buttons, Wrong } from "./dialog.js";
import { ReasonField, TextField, useSending } from "./fields.js";
import { say } from "./notice.js";

const FIELDS = ["title", "publishedOn", "url", "channel", "reason"];

export function Form({ talk, close }) {
  const reason = useRef(null);
  const [unchanged, setUnchanged] = useState(true);
  const { form, submit, busy, errors, fault } = useSending(async () => {
    const input = { video: talk.id, ...corrected(talk, form.current.elements), ifRevision: talk.revision };
    const { video, decisions } = await change("update_video", { ...input, reason: reason.current.value.trim() || null });
    close();
    showAnew();
    say(`Saved: ${video.title}.`, decisions);
  }, FIELDS);
  const look = () => setUnchanged(!Object.keys(corrected(talk, form.current.elements)).length);
  return html`<form ref=${form} onSubmit=${submit} onInput=${look}>
    <p>What you enter here holds whatever the source says, also when the talk is imported again.</p>
    <${TextField} name="title" label="Title" value=${talk.title} error=${errors.title} longest=${500} required />
    <${TextField} name="publishedOn" type="date" label="Published on" value=${talk.publishedOn ?? ""} error=${errors.publishedOn} />
    <${TextField} name="url" type="url" label="Address of the talk" value=${talk.url ?? ""} error=${errors.url} longest=${2000} />
    <${TextField} name="channel" label="Channel" value=${talk.channel?.name ?? ""} error=${errors.channel} longest=${200} />
    ${talk.speakers.map(({ id, label, person }, index) => html`<${TextField}
      key=${id}
      name=${`speaker-${index}`}
      label=${label ? `Who is “${label}”?` : "Who speaks?"}
      value=${person?.name ?? ""}
      longest=${200}
    />`)}
    <${ReasonField} field=${reason} error=${errors.reason} />
    <${Wrong} fault=${fault} />
    <${Buttons} close=${close} busy=${busy && "Saving…"} disabled=${unchanged}>Save</${Buttons}>
  </form>`;
}

/** What the form's fields say otherwise than the talk, as input of `updateVideo`. */
function corrected(talk, elements) {
  const known = { title: talk.title, publishedOn: talk.publishedOn, url: talk.url, channel: talk.channel?.name };
  const given = (name) => elements[name].value.trim() || null;
  const data = Object.keys(known).filter((name) => given(name) !== (known[name] ?? null) && (name !== "title" || given(name)));
  const speakers = talk.speakers
    .map(({ id, person }, index) => ({ speaker: id, name: given(`speaker-${index}`), before: person?.name ?? null }))
    .filter(({ name, before }) => name !== before)
    .map(({ speaker, name }) => ({ speaker, name }));
  return { ...Object.fromEntries(data.map((name) => [name, given(name)])), ...(speakers.length && { speakers }) };
}
