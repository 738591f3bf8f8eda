// Scrolls to a line, if it is there. Chapters around it get their height first, or they would move it.

export function scrollToLine(line) {
  if (!line) return;
  const chapters = [...document.querySelectorAll(".chapter")];
  const at = chapters.indexOf(line.closest(".chapter"));
  for (const one of chapters.slice(Math.max(0, at - 3), at + 4)) one.style.contentVisibility = "visible";
  line.scrollIntoView({ block: "center" });
}
