// What a map shows, as a picture: an SVG that needs no style sheet, and a PNG of the same.

const SHAPES = "path, circle, text";
const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "paint-order"];
const TEXT = ["font-family", "font-size", "font-weight", "font-style", "text-anchor"];
const SCALE = 2; // of a PNG: sharp on fine screens

/** The shapes that can be seen, each with its computed style; what only reacts to the pointer is left out. */
function visible(svg) {
  return [...svg.querySelectorAll(SHAPES)].filter((shape) => {
    const style = getComputedStyle(shape);
    const clear = (paint) => paint === "none" || paint === "rgba(0, 0, 0, 0)" || paint === "transparent";
    return style.visibility !== "hidden" && style.display !== "none" && !(clear(style.fill) && clear(style.stroke));
  });
}

/** The picture as SVG text. */
export function asSvg(svg) {
  const copy = svg.cloneNode(true);
  const kept = new Set(visible(svg));
  const [old, fresh] = [svg, copy].map((one) => [...one.querySelectorAll("*")]);
  for (const [index, element] of old.entries()) {
    const other = fresh[index];
    for (const attribute of ["class", "role", "tabindex", "aria-pressed", "aria-label"]) other.removeAttribute(attribute);
    const style = getComputedStyle(element);
    if (Number(style.opacity) < 1) other.setAttribute("opacity", style.opacity);
    if (!element.matches(SHAPES)) continue;
    if (!kept.has(element)) other.remove();
    for (const name of element.matches("text") ? [...PAINT, ...TEXT] : PAINT) other.setAttribute(name, style.getPropertyValue(name));
  }
  const { width, height } = sizeOf(svg);
  for (const { name } of [...copy.attributes]) if (name !== "viewBox") copy.removeAttribute(name);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const ground = copy.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: groundOf(svg) })) ground.setAttribute(name, value);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy);
}

const sizeOf = (svg) => svg.viewBox.baseVal;
const groundOf = (svg) => getComputedStyle(svg.parentElement).backgroundColor;

/** The picture as a PNG blob. Drawn shape by shape: the page's policy lets no image of the SVG be loaded. */
export function asPng(svg) {
  const { width, height } = sizeOf(svg);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
  const pen = canvas.getContext("2d");
  pen.fillStyle = groundOf(svg);
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const bounds = svg.getBoundingClientRect();
  const unit = (width * SCALE) / bounds.width;
  for (const shape of visible(svg)) {
    const matrix = shape.getScreenCTM();
    pen.setTransform(new DOMMatrix([unit, 0, 0, unit, -bounds.left * unit, -bounds.top * unit]).multiply(matrix));
    drawShape(pen, shape, getComputedStyle(shape));
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function drawShape(pen, shape, style) {
  pen.globalAlpha = opacityOf(shape);
  pen.fillStyle = style.fill;
  pen.strokeStyle = style.stroke;
  pen.lineWidth = Number.parseFloat(style.strokeWidth) || 0;
  pen.lineJoin = style.strokeLinejoin;
  pen.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[ ,]+/).map(Number.parseFloat));
  const [fills, strokes] = [style.fill !== "none", style.stroke !== "none" && pen.lineWidth > 0];
  if (shape.matches("text")) {
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    pen.textAlign = { start: "left", middle: "center", end: "right" }[style.textAnchor];
    for (const { text, x, y } of linesOf(shape)) {
      if (strokes) pen.strokeText(text, x, y);
      if (fills) pen.fillText(text, x, y);
    }
    return;
  }
  const outline = new Path2D(shape.getAttribute("d") ?? undefined);
  if (shape.matches("circle")) outline.arc(shape.cx.baseVal.value, shape.cy.baseVal.value, shape.r.baseVal.value, 0, 2 * Math.PI);
  if (fills) pen.fill(outline);
  if (strokes) pen.stroke(outline);
}

/** A text's lines with their places: its own, or those of its tspans. */
function linesOf(text) {
  const own = (element, name) => Number(element.getAttribute(name) ?? text.getAttribute(name) ?? 0);
  const parts = [...text.querySelectorAll("tspan[x]")];
  return (parts.length ? parts : [text]).map((part) => ({
    text: part.textContent.trim(),
    x: own(part, "x"),
    y: own(part, "y") + Number(part.getAttribute("dy") ?? text.getAttribute("dy") ?? 0),
  }));
}

function opacityOf(shape) {
  let opacity = 1;
  for (let element = shape; element instanceof SVGElement; element = element.parentNode) opacity *= Number(getComputedStyle(element).opacity);
  return opacity;
}
