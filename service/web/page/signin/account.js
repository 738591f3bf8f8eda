// Who has signed in, at the end of each page; or that one can.
import { html } from "../preact.js";
import { refresh } from "../answer.js";
import { useViewer } from "../edit/viewer.js";
import { headers, setKey } from "./key.js";

export function Account() {
  const viewer = useViewer();
  if (!viewer || viewer.kind === "LOCAL") return null;
  const leave = () => {
    setKey(null);
    refresh();
  };
  if (headers["x-api-key"]) return html` · ${viewer.name} <button type="button" class="link" onClick=${leave}>Sign out</button>`;
  const enter = async () => {
    const { signIn } = await import("./signin.js");
    await signIn(undefined, null);
  };
  return html` · <button type="button" class="link" onClick=${enter}>Sign in</button>`;
}
