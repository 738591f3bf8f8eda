// A media file, played by the browser.

export function playFile({ address, sound, start, say }) {
  const media = document.createElement(sound ? "audio" : "video");
  Object.assign(media, { controls: true, preload: "auto", src: address, playsInline: true });
  let begin = start; // where it is to be once its length is known; until then it says 0
  const tell = () => say({ seconds: media.readyState ? media.currentTime : begin, paused: media.paused });
  for (const event of ["timeupdate", "seeked", "play", "pause", "ended"]) media.addEventListener(event, tell);
  media.addEventListener("error", () => say({ failed: true }));
  media.addEventListener("loadedmetadata", () => say({ failed: false }));
  media.addEventListener("loadedmetadata", () => (media.currentTime = begin), { once: true });
  document.body.append(media);
  const play = () => media.play().catch(() => say({ paused: true })); // a browser may want a press on its own button first
  play();
  return {
    play,
    pause: () => media.pause(),
    plays: () => !media.paused,
    seek: (seconds) => {
      begin = seconds;
      if (media.readyState) media.currentTime = seconds;
    },
  };
}
