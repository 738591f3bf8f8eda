// Keys of the whole page, of the player, and the list of them.
import assert from "node:assert/strict";
import test from "node:test";
import { fire } from "./support/browser.mjs";
import { draw, eventOf } from "./support/drawing.mjs";
import { html } from "../../service/web/page/preact.js";
import { onKeys } from "../../service/web/page/keys.js";
import { useKeys } from "../../service/web/page/watch/keys.js";
import { offer, playback, tell } from "../../service/web/page/watch/playing.js";

const place = (...found) => ({ closest: (selector) => found.find((one) => selector.split(", ").includes(one)) ?? null });
const press = (key, more = {}) => {
  const event = eventOf("keydown", { key, target: place(), ...more });
  fire(event);
  return event;
};

test("a key is for who takes it, and is then not the browser's", () => {
  const taken = [];
  const stop = onKeys((key) => key === "m" && taken.push(key));

  assert.equal(press("m").defaultPrevented, true);
  assert.equal(press("n").defaultPrevented, false);
  stop();
  assert.equal(press("m").defaultPrevented, false);
  assert.deepEqual(taken, ["m"]);
});

for (const [what, more] of [
  ["Ctrl", { ctrlKey: true }],
  ["Alt", { altKey: true }],
  ["Meta", { metaKey: true }],
  ["typing in a field", { target: place("input") }],
  ["typing in a text", { target: place("textarea") }],
  ["a choice", { target: place("select") }],
  ["editable text", { target: place("[contenteditable]") }],
  ["what somebody else has taken", { defaultPrevented: true }],
]) {
  test(`${what} is no key of the page`, () => {
    const taken = [];
    const stop = onKeys((key) => taken.push(key));

    press("m", more);

    stop();
    assert.deepEqual(taken, []);
  });
}

test("with Shift a key is another key", () => {
  const taken = [];
  const stop = onKeys((key) => taken.push(key));

  press("?", { shiftKey: true });

  stop();
  assert.deepEqual(taken, ["?"]);
});

test("keys of a player: before it has started only k plays, then all go their seconds", async () => {
  const orders = [];
  const end = offer("talk", (order) => orders.push(order));
  const player = await draw(() => {
    useKeys();
    return html`<p />`;
  });

  assert.equal(press("l").defaultPrevented, false);
  assert.equal(press("k").defaultPrevented, true);
  tell({ started: true, seconds: 12 });
  for (const key of ["j", "l", "ArrowLeft", "ArrowRight", "K", "ArrowUp"]) press(key);
  tell({ seconds: 3 });
  press("j"); // not before the beginning

  assert.deepEqual(orders, [
    { to: "toggle" },
    { to: "play", seconds: 2 },
    { to: "play", seconds: 22 },
    { to: "play", seconds: 7 },
    { to: "play", seconds: 17 },
    { to: "play", seconds: 0 },
  ]);
  await player.stop();
  press("k");
  assert.equal(orders.length, 6);
  end();
  assert.deepEqual(playback(), { slug: null, started: false, seconds: 0, paused: true, failed: false });
});
