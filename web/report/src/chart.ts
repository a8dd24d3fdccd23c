// The frame that every chart has: title, choices, picture or table, and one sentence that says what it shows.
import {h} from './dom';
import {onChange} from './state';
import {csv, download, tableView, type Table} from './table';

export interface Mark {
  x: number; y: number;                 ///< where the note points to, in the picture's units
  element?: SVGElement;                 ///< what lights up
  title: string;
  lines: [string, string][];
}

export interface Chart {
  id: string;
  title: string;
  /** Choices of this chart alone; `redraw` after one was made. */
  controls?: (redraw: () => void) => HTMLElement[];
  caption: () => string;
  /** Draws into the empty box; returns nothing. Called again when the width or the choice changes. */
  draw: (box: HTMLElement, width: number) => void;
  table: () => Table;
  /** What CSV saves, where it is more than the table shows. */
  save?: () => Table;
}

const redraws = new Set<(width?: number) => void>();
const live = h('div', {class: 'hidden', 'aria-live': 'polite'});
const note = h('div', {class: 'note', hidden: true});

export function showNote(clientX: number, clientY: number, title: string, lines: [string, string][]): void {
  note.replaceChildren(h('strong', {}, title), h('dl', {}, ...lines.flatMap(([k, v]) => [h('dt', {}, k), h('dd', {}, v)])));
  note.hidden = false;
  const box = note.getBoundingClientRect();
  const left = Math.max(8, Math.min(clientX + 14, innerWidth - box.width - 8));
  const above = clientY - box.height - 14;
  note.style.left = `${left}px`;
  note.style.top = `${above > 8 ? above : Math.min(clientY + 18, innerHeight - box.height - 8)}px`;
}
export const hideNote = (): void => void (note.hidden = true);
export const announce = (text: string): void => void (live.textContent = text);

export function installNotes(): void {
  document.body.append(note, live);
  addEventListener('scroll', hideNote, {passive: true});
  addEventListener('beforeprint', () => redraws.forEach((redraw) => redraw(680)));
  addEventListener('afterprint', () => redraws.forEach((redraw) => redraw()));
}

/** Notes on hover, tap and by the arrow keys. Marks are in reading order. */
export function interact(svg: SVGSVGElement, marks: Mark[]): void {
  let at = -1;
  const light = (i: number) => {
    if (at >= 0) marks[at].element?.classList.remove('lit');
    at = i;
    if (at >= 0) marks[at].element?.classList.add('lit');
  };
  const point = (i: number) => {
    const box = svg.getBoundingClientRect(), scale = box.width / (svg.viewBox.baseVal.width || 1);
    light(i);
    showNote(box.left + marks[i].x * scale, box.top + marks[i].y * scale, marks[i].title, marks[i].lines);
    announce(`${marks[i].title}: ${marks[i].lines.map(([k, v]) => (k ? `${k} ${v}` : v)).join(', ')}`);
  };
  const leave = () => { light(-1); hideNote(); };
  marks.forEach((mark, i) => {
    if (!mark.element) return;
    mark.element.classList.add('mark');
    mark.element.addEventListener('pointermove', (event) => {
      light(i);
      showNote(event.clientX, event.clientY, mark.title, mark.lines);
    });
    mark.element.addEventListener('pointerleave', leave);
  });
  if (marks.length === 0) return;
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('keydown', (event) => {
    const move: Record<string, number> = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1};
    if (event.key === 'Escape') return leave();
    if (!(event.key in move)) return;
    event.preventDefault();
    point(Math.max(0, Math.min(marks.length - 1, move[event.key])));
  });
  svg.addEventListener('blur', leave);
}

export function chart(spec: Chart): HTMLElement {
  const picture = h('div', {class: 'picture'});
  const numbers = h('div', {class: 'numbers', hidden: true});
  const caption = h('figcaption', {});
  let drawn = 0;
  const redraw = (width = picture.clientWidth) => {
    if (width < 40) return;
    drawn = width;
    hideNote();
    picture.replaceChildren();
    spec.draw(picture, Math.floor(width));
    caption.textContent = spec.caption();
    if (!numbers.hidden) numbers.replaceChildren(tableView(spec.table(), `${spec.title}, as a table`));
  };
  const button = h('button', {
    type: 'button', class: 'quiet toggle', 'aria-pressed': 'false', click: () => {
      const table = numbers.hidden;
      numbers.hidden = !table;
      picture.hidden = table;
      button.setAttribute('aria-pressed', String(table));
      redraw(table ? drawn : picture.clientWidth);
    },
  }, 'Table');
  const save = h('button', {type: 'button', class: 'quiet', 'aria-label': `Save the numbers of “${spec.title}” as CSV`,
                            click: () => download(`${spec.id}.csv`, csv((spec.save ?? spec.table)()))}, 'CSV');
  button.setAttribute('aria-label', `Table of “${spec.title}”`);
  const again = () => redraw(drawn || picture.clientWidth);
  const controls = spec.controls?.(again) ?? [];
  const figure = h('figure', {id: `chart-${spec.id}`, class: 'chart-frame'},
                   h('div', {class: 'chart-head'}, h('h3', {}, spec.title), h('div', {class: 'tools'}, button, save)),
                   controls.length ? h('div', {class: 'controls'}, ...controls) : null, picture, numbers, caption);
  redraws.add(redraw);
  onChange(again);
  new ResizeObserver(() => {
    if (!picture.hidden && Math.abs(picture.clientWidth - drawn) > 1) redraw();
  }).observe(picture);
  return figure;
}

/** Buttons of which one is chosen. */
export function choice(label: string, names: string[], pick: (i: number) => void, start = 0): HTMLElement {
  const buttons = names.map((name, i) => h('button', {
    type: 'button', 'aria-pressed': String(i === start), click: () => {
      buttons.forEach((one, j) => one.setAttribute('aria-pressed', String(i === j)));
      pick(i);
    },
  }, name));
  return h('div', {class: 'segments', role: 'group', 'aria-label': label}, ...buttons);
}

export function legend(items: {name: string; colour: string; line?: boolean; dashed?: boolean}[]): HTMLElement {
  return h('ul', {class: 'legend'}, ...items.map(({name, colour, line, dashed}) =>
    h('li', {}, h('span', {class: `swatch${line ? ' line' : ''}${dashed ? ' dashed' : ''}`, style: `--swatch:${colour}`}), name)));
}
