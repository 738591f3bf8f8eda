// Addresses: what they say, what links lead to, and where the reader was.
import assert from "node:assert/strict";
import test from "node:test";
import { fire, openAt, visited } from "./support/browser.mjs";
import { draw, settled } from "./support/drawing.mjs";
import { html } from "../../service/web/page/preact.js";
import * as address from "../../service/web/page/address.js";

const ODD = "a/b?c#d é";

test("a page's address encodes the name of what it shows", () => {
  assert.equal(address.talkAt("watch--sound"), "/videos/watch--sound");
  assert.equal(address.talkAt(ODD), "/videos/a%2Fb%3Fc%23d%20%C3%A9");
  assert.equal(address.entityAt(ODD), "/entities/a%2Fb%3Fc%23d%20%C3%A9");
  assert.equal(address.topicAt(ODD), "/topics/a%2Fb%3Fc%23d%20%C3%A9");
  assert.equal(address.searchFor("a&b =c"), "/search?q=a%26b+%3Dc");
  assert.equal(address.connectionOf("a&to=c", "b d"), "/connections?from=a%26to%3Dc&to=b+d");
});

test("a moment is in a talk's address, also its first second", () => {
  assert.equal(address.talkAt("talk", 0), "/videos/talk?t=0");
  assert.equal(address.talkAt("talk", 165.18), "/videos/talk?t=165.18");
  assert.equal(address.talkAt("talk", null), "/videos/talk");
  assert.equal(address.talkAt("talk", undefined), "/videos/talk");
});

test("an address with other values keeps the rest, and colons and commas as they are", () => {
  openAt("/map?from=a&steps=e:b&show=relationship:x#map");

  assert.equal(address.withValues({}), "/map?from=a&steps=e:b&show=relationship:x");
  assert.equal(address.withValues({ steps: "e:b,h:c", show: null }), "/map?from=a&steps=e:b,h:c");
  assert.equal(address.withValues({ from: "", steps: undefined, show: null }), "/map");
  assert.equal(address.withValues({ show: "a b&c" }, "#chapter-2"), "/map?from=a&steps=e:b&show=a+b%26c#chapter-2");
  assert.equal(address.withValues({ least: 0 }), "/map?from=a&steps=e:b&show=relationship:x&least=0");
});

let seen;
const Reads = () => {
  seen = address.useAddress();
  return html`<p />`;
};

for (const [written, read] of [
  ["311", "311"],
  ["311s", "311"],
  ["5m11s", "311"],
  ["0h5m11s", "311"],
  ["1h", "3600"],
  ["2m", "120"],
  ["1h2s", "3602"],
  ["1h0m61s", "3661"],
  ["5:11", "311"],
  ["0:05:11", "311"],
  ["1:02:09", "3729"],
  ["0:00", "0"],
  ["90:00", "5400"],
  ["262.32", "262.32"],
  ["5:1", "5:1"],
  ["5m11", "5m11"],
  ["soon", "soon"],
  ["NaN", "NaN"],
  ["-5", "-5"],
]) {
  test(`a moment ${written} is second ${read}`, async () => {
    openAt(`/videos/talk?t=${written}&find=x`);
    await (await draw(Reads)).stop();

    assert.deepEqual([...seen.searchParams], [["t", read], ["find", "x"]]);
  });
}

test("an address without a moment stays", async () => {
  openAt("/videos/talk?t=");
  await (await draw(Reads)).stop();

  assert.equal(seen.href, "https://page.example/videos/talk?t=");
});

test("to another address, with or without an entry of the history", async () => {
  openAt("/");
  const page = await draw(Reads);
  visited.length = 0;

  address.go("/map");
  address.go("/map?show=a", { stay: true });
  address.go("/map?show=b", { replace: true });
  await settled();

  assert.deepEqual(visited, [["push", "/map"], ["push", "/map?show=a"], ["replace", "/map?show=b"]]);
  assert.equal(seen.pathname + seen.search, "/map?show=b");
  await page.stop();
});

test("on the way back the reader comes to where they were", () => {
  openAt("/");
  const start = history.state.entry;
  globalThis.scrollY = 700;
  address.go("/map");
  assert.equal(address.moved(), true);
  assert.equal(address.placeBefore(), undefined);
  globalThis.scrollY = 0;

  fire({ type: "popstate", state: { entry: start } });
  assert.equal(address.placeBefore(), 700);

  globalThis.scrollY = 50;
  fire({ type: "popstate", state: { entry: start + 1 } });
  assert.equal(address.placeBefore(), 0);
  address.go("/search");
  assert.equal(address.placeBefore(), undefined);
});

test("whoever watches the address hears how it changed, until they stop", async () => {
  const heard = [];
  const Watches = () => {
    address.useMoves((how) => heard.push(how), []);
    return html`<p />`;
  };
  const page = await draw(Watches);

  address.go("/a");
  address.go("/b", { stay: true });
  address.go("/c", { replace: true });
  fire({ type: "popstate", state: { entry: 1 } });
  await page.stop();
  address.go("/d");

  assert.deepEqual(heard, [{ replace: false }, { replace: true }, { replace: true }, { back: true }]);
});

const link = (values) => draw(() => html`<${address.Link} to="/map" ...${values}>Map</${address.Link}>`);

test("a link is a real one that is followed without loading the page", async () => {
  openAt("/");
  visited.length = 0;
  const page = await link({ class: "time", "aria-current": "true" });
  const [anchor] = page.all("a");

  const event = await page.press(anchor);

  assert.deepEqual(anchor.attributes.map(({ name, value }) => [name, value]), [["href", "/map"], ["aria-current", "true"], ["class", "time"]]);
  assert.equal(event.defaultPrevented, true);
  assert.deepEqual(visited, [["push", "/map"]]);
  await page.stop();
});

test("a link that stays leaves no entry", async () => {
  visited.length = 0;
  const page = await link({ stay: true });

  await page.press(page.all("a")[0]);

  assert.deepEqual(visited, [["replace", "/map"]]);
  await page.stop();
});

for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }, { defaultPrevented: true }]) {
  test(`a click with ${Object.keys(how)[0]} is the browser's`, async () => {
    visited.length = 0;
    const page = await link({});

    const event = await page.press(page.all("a")[0], how);

    assert.deepEqual(visited, []);
    assert.equal(event.defaultPrevented, Boolean(how.defaultPrevented));
    await page.stop();
  });
}
