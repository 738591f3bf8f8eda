// Imports talks: files are dropped or chosen, sent, and followed until each is in the graph.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../preact.js";
import { Heading, Loading } from "../answer.js";
import { change } from "../edit/change.js";
import { Buttons, Wrong } from "../edit/dialog.js";
import { useSending } from "../edit/fields.js";
import { may, useViewer } from "../edit/viewer.js";
import { Details, SameWords, metadataOf } from "./details.js";
import { Feeds } from "./feeds.js";
import { Jobs, useJobs } from "./jobs.js";
import { Goes, useModels } from "./models.js";
import { sourceOf } from "./source.js";
import { counted } from "../words.js";

export function ImportPage() {
  const viewer = useViewer();
  return html`<div class="narrow import-page">
    <${Heading} title="Import talks" />
    ${!viewer ? html`<${Loading} />` : may(viewer, "INGEST") ? html`<${Importing} viewer=${viewer} />` : html`<${Refused} viewer=${viewer} />`}
  </div>`;
}

function Refused({ viewer }) {
  const enter = async () => {
    const { signIn } = await import("../signin/signin.js");
    await signIn(undefined, null);
  };
  return html`
    ${viewer.kind === "PUBLIC"
      ? html`<p>To import, sign in with a key that has the scope ingest.</p>
        <p><button type="button" onClick=${enter}>Sign in</button></p>`
      : html`<p>${viewer.name ?? "This key"} may not import: that needs a key with the scope ingest.</p>`}
    <${Feeds} viewer=${viewer} />
  `;
}

function Importing({ viewer }) {
  const jobs = useJobs();
  const [files, setFiles] = useState([]);
  const [key, renew] = useState(0);
  const clear = () => {
    setFiles([]);
    renew((before) => before + 1); // the fields are empty again
  };
  const sent = async () => {
    clear();
    await jobs.look();
  };
  return html`
    <${Choice} key=${key} files=${files} choose=${setFiles} clear=${clear} sent=${sent} />
    <${Jobs} jobs=${jobs} />
    <${ReadOffline} sent=${jobs.look} />
    <${Feeds} viewer=${viewer} look=${jobs.look} />
  `;
}

/** All talks that were read offline, for the language model of the service, if there is one. */
function ReadOffline({ sent }) {
  const models = useModels(1);
  const [told, tell] = useState(null);
  const { form, submit, busy, fault } = useSending(async () => {
    const { count } = await change("re_extract", { readBy: "offline", extractor: "llm" });
    tell(count ? `${counted(count, "talk")} will be extracted again.` : "No talk was read offline.");
    await sent();
  }, []);
  if (!models?.used) return null;
  const withoutEstimate = { ...models, used: { ...models.used, estimate: null } }; // nobody has counted their words
  return html`<details><summary>Talks that were read offline</summary>
    <form ref=${form} class="form" onSubmit=${submit}>
      <p>A language model finds more in them. Each is a job, your corrections hold, and each can be undone.</p>
      <${Goes} models=${withoutEstimate} />
      <${Wrong} fault=${fault} />
      ${told ? html`<p role="status">${told}</p>` : html`<p class="buttons"><button type="submit" disabled=${busy}>${busy ? "Sending…" : "Extract all again"}</button></p>`}
    </form>
  </details>`;
}

function Choice({ files, choose, clear, sent }) {
  const chosen = useRef(null);
  const [share, setShare] = useState(null);
  const over = useDrop((dropped) => {
    chosen.current.files = dropped; // so that the field says which, too
    choose([...dropped]);
    chosen.current.focus();
  });
  const stopping = useRef(new AbortController());
  useEffect(() => () => stopping.current.abort(), []);
  const { form, submit, busy, errors, fault } = useSending(async () => {
    const extractor = form.current.elements.extractor?.value ?? "offline";
    const sameWords = form.current.elements.sameWords.value;
    const metadata = files.length === 1 ? metadataOf(form.current) : {};
    const left = [...files];
    while (left.length) {
      const place = files.length - left.length;
      const told = (part) => setShare({ name: left[0].name, part: (place + part) / files.length });
      told(0);
      const source = await sourceOf(left[0], told, stopping.current.signal);
      await change("import_talk", { source, extractor, sameWords, ...(Object.keys(metadata).length > 0 && { metadata }), background: files.length > 1 });
      left.shift();
      choose([...left]); // what is sent is not sent again after a fault
    }
    await sent();
  }, ["title", "url", "publishedOn", "channel", "speakerCount"]);
  return html`<form ref=${form} class="form import-form" onSubmit=${submit}>
    <div class=${over ? "drop over" : "drop"}>
      <label>
        <span class="drop-title">Drop transcripts or recordings here, or choose files</span>
        <input ref=${chosen} type="file" multiple disabled=${busy} aria-describedby="import-formats" onChange=${({ target }) => choose([...target.files])} />
      </label>
      <p class="aside" id="import-formats">Captions and transcripts such as VTT, SRT, JSON, TTML or plain text; audio and video such as MP3, M4A, WAV, WebM or MP4, whose words are recognized. The format is detected.</p>
    </div>
    ${files.length > 0 && html`
      ${files.length > 1 && html`<ul class="files" aria-label="Chosen files">${files.map(({ name, size }) => html`<li key=${name}>${name} <span class="aside">${sizeOf(size)}</span></li>`)}</ul>`}
      ${files.length === 1 && html`<${Details} errors=${errors} />`}
      <${SameWords} />
      <${Extractor} files=${files} busy=${busy} />
      ${busy && share && html`<p role="status">Sending ${share.name}… <progress max="1" value=${share.part} aria-label="Sent"></progress></p>`}
      <${Wrong} fault=${fault} />
      <${Buttons} close=${clear} busy=${busy && "Sending…"}>${files.length === 1 ? "Import" : `Import ${files.length} files`}</${Buttons}>
    `}
  </form>`;
}

const A_WORD = 9; // bytes of captions, with their times

/** The choice of an extractor, if there is one: where the text goes, and what all files take. */
function Extractor({ files, busy }) {
  const [chosen, choose] = useState("offline");
  const models = useModels(Math.ceil(files.reduce((sum, { size }) => sum + size, 0) / A_WORD));
  if (!models) return null;
  return html`${models.used && html`<div><label>Extractor<select name="extractor" value=${chosen} disabled=${busy} onChange=${({ target }) => choose(target.value)}>
      <option value="offline">Offline: quick, finds few connections</option>
      <option value="llm">${models.used.name}, a language model</option>
    </select></label></div>`}
    ${(chosen === "llm" || !models.used) && html`<${Goes} models=${models} />`}`;
}

/** Whether files are held over the window; `drop` gets those that are let go anywhere on it. */
function useDrop(drop) {
  const [over, set] = useState(false);
  const latest = useRef(drop);
  latest.current = drop;
  // In the layout, so that what the page shows can take a file at once.
  useLayoutEffect(() => {
    const has = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
    const hold = (event) => {
      if (!has(event)) return;
      event.preventDefault(); // otherwise the browser would open the file
      set(true);
    };
    const leave = (event) => event.relatedTarget || set(false);
    const release = (event) => {
      if (!has(event)) return;
      event.preventDefault();
      set(false);
      if (event.dataTransfer.files.length) latest.current(event.dataTransfer.files);
    };
    const heard = { dragenter: hold, dragover: hold, dragleave: leave, drop: release };
    for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear);
    return () => Object.entries(heard).forEach(([name, hear]) => removeEventListener(name, hear));
  }, []);
  return over;
}

const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
