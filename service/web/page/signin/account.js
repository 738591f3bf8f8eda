// Who is signed in, at the top of each page; or that one can sign in.
import { html } from "../preact.js";
import { refresh } from "../answer.js";
import { useViewer } from "../edit/viewer.js";
import { headers, setKey } from "./key.js";

export function Account() {
  const viewer = useViewer();
  if (!viewer) return null;
  const leave = () => {
    setKey(null);
    refresh();
  };
  const enter = async () => {
    const { signIn } = await import("./signin.js");
    await signIn(undefined, viewer.kind === "LOCAL" ? LOCAL : null);
    refresh();
  };
  const [name, words, press] = headers["x-api-key"] ? [viewer.name, "Sign out", leave] : [viewer.kind === "LOCAL" && "On this computer", "Sign in", enter];
  return html`${name && html`<span class="account-name" title=${name}>${name}</span> `}<button type="button" class="link" onClick=${press}>${words}</button>`;
}

const LOCAL = "On this computer you may do everything without a key. With one, you see what its owner sees.";
