// Elements with their attributes and children. Text is always set as text, so names cannot become markup.
type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | ((event: any) => void) | undefined>;

function fill(element: Element, props: Props, children: Child[]): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, props, children);
  return element;
}

export function s<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(element, props, children);
  return element;
}

export function svgBox(width: number, height: number, label: string): SVGSVGElement {
  return s('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label, class: 'chart'});
}

const pen = document.createElement('canvas').getContext('2d');

/** Width in pixels of a text in the page's font. */
export function textWidth(text: string, size = 12, weight = 400): number {
  if (!pen) return text.length * size * 0.58;
  pen.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily || 'sans-serif'}`;
  return pen.measureText(text).width;
}

/** The text, or as much of it as fits, with an ellipsis. */
export function fitText(text: string, room: number, size = 12, weight = 400): string {
  if (textWidth(text, size, weight) <= room) return text;
  let end = text.length;
  while (end > 1 && textWidth(text.slice(0, end).trimEnd() + '…', size, weight) > room) --end;
  return end <= 1 ? '' : text.slice(0, end).trimEnd() + '…';
}
