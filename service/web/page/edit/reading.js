// How a talk was read, and the button by which another extractor reads it again.
import { html, useEffect, useState } from "../preact.js";
import { openDialog } from "./dialog.js";
import { may, useViewer } from "./viewer.js";
import { ask } from "../operations.js";

/** A line where offline extraction leaves much out, for everybody; the button for who may import. */
export function Reading({ slug }) {
  const viewer = useViewer();
  const [talk, set] = useState(null);
  const look = () => ask("talk_reading", { slug }).then(({ video }) => set(video), () => {}); // without: nothing is said
  useEffect(() => {
    look();
  }, [slug]);
  if (!viewer || !talk) return null;
  const button = may(viewer, "INGEST") && html`<button type="button" class="plain small" onClick=${() => open(slug, talk).then(look)}>Extract again</button>`;
  if (!talk.extractor.startsWith("offline/")) return button;
  return html`<span class="aside">Read offline: few connections.</span> ${button}`;
}

async function open(slug, talk) {
  const { Form } = await import("./extract_again.js");
  await openDialog("Extract again", (close) => html`<${Form} ...${{ slug, talk, close }} />`);
}
