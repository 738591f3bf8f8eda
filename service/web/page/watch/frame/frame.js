// The player's own document: a media file, or the embed of another site. It hears from the page what to do, and says where it is.
import { playFile } from "./file.js";
import { playVimeo } from "./vimeo.js";
import { playYouTube } from "./youtube.js";

const HELLO = "videograph-player";
const MAKERS = { file: playFile, youtube: playYouTube, vimeo: playVimeo };
const KEYS = ["k", "j", "l", "m", "ArrowLeft", "ArrowRight"];

const say = (what) => parent.postMessage({ [HELLO]: what }, location.origin);
const { kind, address, sound } = document.body.dataset;
const start = Number(new URLSearchParams(location.hash.slice(1)).get("t")) || 0;
const player = MAKERS[kind]({ address, sound: sound !== undefined, start, say });

addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || origin !== location.origin || !data?.[HELLO]) return;
  const { to, seconds } = data[HELLO];
  if (to === "play" && seconds !== undefined) player.seek(seconds);
  if (to === "pause" || (to === "toggle" && player.plays())) player.pause();
  else player.play();
});

// What is pressed while the frame has the focus is meant for the page all the same.
addEventListener("keydown", (event) => {
  if (!KEYS.includes(event.key) || event.metaKey || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  say({ key: event.key });
});

say({ ready: true });
