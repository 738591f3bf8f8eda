// The frame of another site's player, and how to talk with it.

/** `hear(data)` gets what it says; returns `{ frame, send }`. */
export function embed(address, hear) {
  const { origin } = new URL(address);
  const frame = document.createElement("iframe");
  frame.title = "Video";
  frame.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin";
  frame.src = address;
  addEventListener("message", ({ source, origin: from, data }) => {
    if (source === frame.contentWindow && from === origin) hear(read(data));
  });
  document.body.append(frame);
  return { frame, send: (message) => frame.contentWindow?.postMessage(JSON.stringify(message), origin) };
}

/** Both sites send JSON as text, and Vimeo at times an object. */
function read(data) {
  try {
    return (typeof data === "string" ? JSON.parse(data) : data) ?? {};
  } catch {
    return {};
  }
}
