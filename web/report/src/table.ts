// Tables: beside every chart, and the lists of the report. Numbers of one column share one scale, told in its head.
import {h} from './dom';
import type {Num} from './model';
import {num, scaledUnit, scaleFor} from './words';

export type Cell = string | Num | Node;
export interface Column { title: string; unit?: string; digits?: number; raw?: boolean }
export interface Table { columns: Column[]; rows: Cell[][] }

const isNumber = (cell: Cell): cell is number => typeof cell === 'number';

export function tableView(table: Table, label: string, stacked = false): HTMLElement {
  const numeric = table.columns.map((_, i) => table.rows.some((row) => isNumber(row[i])));
  const scales = table.columns.map((column, i) => column.raw ? {factor: 1, word: ''} : scaleFor(
      Math.max(0, ...table.rows.map((row) => { const cell = row[i]; return isNumber(cell) ? Math.abs(cell) : 0; }))));
  const heads = table.columns.map((column, i) => {
    const unit = scaledUnit(scales[i], column.unit ?? '');
    return h('th', {scope: 'col', class: numeric[i] ? 'number' : undefined}, column.title, unit && h('span', {class: 'unit'}, unit));
  });
  const body = table.rows.map((row) => h('tr', {}, ...row.map((cell, i) => {
    const column = table.columns[i];
    const shown = cell instanceof Node ? cell
        : typeof cell === 'string' ? cell
        : column.raw ? (cell === null ? num(null) : String(cell))
        : num(cell === null ? null : cell / scales[i].factor, column.digits ?? 4);
    const unit = scaledUnit(scales[i], column.unit ?? '');
    return h(i === 0 ? 'th' : 'td', {
      scope: i === 0 ? 'row' : undefined, class: numeric[i] ? 'number' : undefined,
      'data-label': column.title + (unit ? ` (${unit})` : ''),
    }, shown);
  })));
  return h('div', {class: 'scroll', role: 'region', 'aria-label': label, tabindex: '0'},
           h('table', {class: stacked ? 'stacked' : ''}, h('thead', {}, h('tr', {}, ...heads)), h('tbody', {}, ...body)));
}

export function csv(table: Table): string {
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const head = table.columns.map((c) => quote(c.title + (c.unit ? ` [${c.unit}]` : '')));
  const rows = table.rows.map((row) => row.map((cell) => quote(cell instanceof Node ? cell.textContent ?? '' : cell === null ? '' : String(cell))));
  return [head, ...rows].map((row) => row.join(',')).join('\n') + '\n';
}

export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], {type: 'text/csv'}));
  h('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
