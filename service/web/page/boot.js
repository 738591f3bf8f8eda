// Says so when the page's modules cannot be loaded or run. A plain script, since it must work where modules do not.
(() => {
  const SLOW = 10_000; // milliseconds after which waiting looks like a fault

  const isWaiting = () => document.querySelector("#page > .loading.shell") !== null;

  function say(head, message) {
    if (!isWaiting()) return;
    const problem = document.createElement("div");
    problem.className = "problem shell";
    problem.setAttribute("role", "alert");
    const add = (tag, text) => problem.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
    add("h1", head);
    add("p", message);
    add("button", "Try again").addEventListener("click", () => location.reload());
    document.getElementById("page").replaceChildren(problem);
  }

  const broken = () =>
    navigator.onLine
      ? say("The page is incomplete", "A part of this page could not be loaded. Check the connection, then try again.")
      : say("No network", "This device is offline. Connect it to the network, then try again.");

  // A file that cannot be loaded says so at its element and not to the window: it is heard on the way there.
  addEventListener("error", ({ target }) => (target === window || target.tagName === "SCRIPT") && broken(), true);
  setTimeout(() => say("Still loading", "The connection may be slow. Wait, or try again."), SLOW);
})();
