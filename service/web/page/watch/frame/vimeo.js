// Vimeo's embed. Source of the messages: https://github.com/vimeo/player.js.
import { embed } from "./embed.js";

const EVENTS = ["timeupdate", "play", "pause", "ended", "seeked", "error"];

export function playVimeo({ address, start, say }) {
  let plays = true;
  const from = start ? `#t=${Math.floor(start)}s` : "";
  const { send } = embed(`${address}${from}`, ({ event, data }) => {
    if (event === "ready") EVENTS.forEach((value) => send({ method: "addEventListener", value }));
    if (event === "error") say({ failed: true });
    if (event === "play" || event === "pause" || event === "ended") plays = event === "play";
    if (EVENTS.includes(event)) say({ paused: !plays, ...(data?.seconds === undefined ? {} : { seconds: data.seconds }) });
  });
  return {
    play: () => send({ method: "play" }),
    pause: () => send({ method: "pause" }),
    plays: () => plays,
    seek: (seconds) => send({ method: "setCurrentTime", value: seconds }),
  };
}
