// Frames, pictures and downloads for who has signed in: a browser sends no key with them, so their address gets a ticket.

/** From now on, `headers` has the key that tickets are asked for with. */
export function addTickets(headers) {
  const ticketed = async (address) => {
    const [path, hash = ""] = address.split("#");
    const response = await fetch(`/ticket?path=${encodeURIComponent(path)}`, { headers });
    const { ticket } = await response.json();
    return `${path}?ticket=${ticket}${hash && `#${hash}`}`;
  };
  addEventListener("click", (event) => download(event, ticketed), true);
  // The player's frame and the posters, as soon as they are there: their first load is refused, and one with a ticket takes its place.
  const look = () => {
    document.querySelectorAll("iframe:not([data-ticket])").forEach((one) => frame(one, ticketed));
    document.querySelectorAll('img[src^="/images/"]:not([data-ticket])').forEach((one) => picture(one, ticketed));
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}

async function picture(one, ticketed) {
  const address = one.getAttribute("src");
  one.dataset.ticket = "";
  one.removeAttribute("src");
  one.src = await ticketed(address);
}

async function frame(one, ticketed) {
  const address = one.getAttribute("src");
  if (!/^\/videos\/[^/]+\/player/.test(address)) return;
  one.dataset.ticket = "";
  one.src = "about:blank";
  one.src = await ticketed(address);
}

async function download(event, ticketed) {
  const link = event.target.closest?.("a[download]");
  const address = link?.getAttribute("href");
  if (!/^\/(videos|export)\//.test(address ?? "") || address.includes("?ticket=")) return;
  event.preventDefault();
  const copy = Object.assign(document.createElement("a"), { href: await ticketed(address), download: link.download });
  copy.click();
}
