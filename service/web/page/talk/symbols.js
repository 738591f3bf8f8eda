// The symbols before the bullets of a summary, drawn in the colour of the text: many machines have no font with emojis.
import { html } from "../preact.js";

// Emojis of documents, and the lines that stand for them in a square of 24. The first of each row is what extractors write (symbols.toml).
const DRAWN = [
  ["⚠🚧🚩🔥🧯✖🚫🥵🧊🤨😐🙃", "M12 3 2.5 20h19zM12 10v4.5M12 17.4v.1"],
  ["🔒🔑🔐🛡🕵🤫🔓🤐🪪🙈🫥🎭", "M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11"],
  ["💰💸🪙🏦👛🎁🎲⛏🥇🏅", "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M15 9c-1-1.4-5.6-1.6-5.6.8 0 2.6 5.6 1.6 5.6 4.4 0 2.4-4.8 2.2-6 .6M12 6v12"],
  ["⚖🆚↔🔀🤝🗳🏛🗽", "M12 3v18M7 21h10M4 7h16M6 7l-3.5 7h7zM18 7l-3.5 7h7z"],
  ["🕰⏳⏱🐢🌙📅🎂🔙📴", "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 6.5V12l4 2.5"],
  ["🔮🌱🏁🪂🌿🌳🐂📈🎢", "M3 17l6-6 4 4 8-9M15 6h6v6"],
  ["🧪📏🔬📊🧮🔢📉🧂🧲🧬", "M9 3h6M10 3v6L4.5 19.5 6 21h12l1.5-1.5L14 9V3M7.5 15h9"],
  ["👥👪🏢👶🧒🐬🎓🏠🌍👨", "M12.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M2.5 20c0-8 13-8 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.5.8 3.5 2.8 3.5 5.5"],
  ["🛠🔧🧱🏗✂✏✍🧹🧽🔌💻🤖🧩📦🗜🗑", "M14.5 6.5a4.5 4.5 0 0 1 6-3l-3 3 .5 1.5 1.5.5 3-3a4.5 4.5 0 0 1-6 6L8 20l-4-4 9-8.5"],
  ["⚙🔁🔄♻🕸🌐📡🎚", "M20 12a8 8 0 0 1-14.5 4.6M4 12A8 8 0 0 1 18.5 7.4M18.5 3v4.4H14M5.5 21v-4.4H10"],
  ["🎯📌✅🧭👀🔎🔍👁🚪", "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M16.5 12a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0M12 12v.1"],
  ["📖📚📜📝🧾🏷🔤🔠🗂🗄📬📭📷🖼📻🎧", "M12 6C9 4 6 4 3 4.5v14c3-.5 6-.5 9 1.5 3-2 6-2 9-1.5v-14c-3-.5-6-.5-9 1.5zM12 6v14"],
  ["💡🧠🤔⚡💬📣", "M9 17.5c0-3-3-4-3-8a6 6 0 0 1 12 0c0 4-3 5-3 8zM9.5 21h5"],
];
const DOT = "M12 12v.1";

/** `symbol`: what the talk's document has; a dot for none, and for what no drawing stands for. */
export function BulletSymbol({ symbol }) {
  const [first] = symbol ?? "";
  const [, lines] = DRAWN.find(([emojis]) => first && emojis.includes(first)) ?? [];
  return html`<svg class="symbol" viewBox="0 0 24 24" aria-hidden="true"><path d=${lines ?? DOT} /></svg>`;
}
