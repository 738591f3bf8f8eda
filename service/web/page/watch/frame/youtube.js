// YouTube's embed. Source of the messages: what its own IFrame API sends, https://developers.google.com/youtube/iframe_api_reference.
import { embed } from "./embed.js";

const [PLAYING, BUFFERING] = [1, 3];
const KNOCK = 250; // milliseconds between greetings, until it answers

export function playYouTube({ address, start, say }) {
  let plays = true;
  const from = start ? `&start=${Math.floor(start)}` : "";
  const { frame, send } = embed(`${address}${from}&origin=${encodeURIComponent(location.origin)}`, ({ event, info }) => {
    if (event) clearInterval(knocking);
    if (event === "onError") say({ failed: true });
    if ((event !== "infoDelivery" && event !== "initialDelivery") || !info) return;
    if (info.playerState !== undefined) plays = info.playerState === PLAYING || info.playerState === BUFFERING;
    say({ paused: !plays, ...(info.currentTime === undefined ? {} : { seconds: info.currentTime }) });
  });
  const greet = () => send({ event: "listening", id: 1, channel: "widget" });
  const knocking = setInterval(greet, KNOCK);
  frame.addEventListener("load", greet);
  const command = (func, ...args) => send({ event: "command", func, args });
  return {
    play: () => command("playVideo"),
    pause: () => command("pauseVideo"),
    plays: () => plays,
    seek: (seconds) => command("seekTo", seconds, true),
  };
}
