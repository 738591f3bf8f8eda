// Keys that mean something on the whole page.

/** `take` gets each key that is no typing, and returns whether it was for it. Returns what ends this. */
export function onKeys(take) {
  const press = (event) => {
    const { key, target, defaultPrevented, metaKey, ctrlKey, altKey } = event;
    if (defaultPrevented || metaKey || ctrlKey || altKey || isTyping(target)) return;
    if (take(key)) event.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
