// Runs of one scenario side by side.
import {h} from '../dom';
import type {Report} from '../model';
import {tableView} from '../table';
import {percent, say} from '../words';

export function variants(r: Report): HTMLElement[] {
  const {names, changes, rows, findings} = r.variants;
  if (names.length === 0 || rows.length === 0) return [];
  const cell = (values: (number | null)[], i: number, unit: string) => {
    const value = values[i], base = values[0];
    const box = h('span', {}, say(value, unit));
    if (i > 0 && value !== null && base !== null && base !== 0 && value !== base && unit !== 'year') {
      const change = value / base - 1;
      box.append(h('span', {class: 'small change'}, ` ${change > 0 ? '+' : '−'}${percent(Math.abs(change), 1)}`));
    }
    return box;
  };
  return [...findings.map((sentence) => h('p', {class: 'finding-line'}, sentence)),
          changes.some(Boolean) ? h('dl', {class: 'facts'}, ...names.flatMap((name, i) => (changes[i] ? [h('dt', {}, name), h('dd', {}, changes[i])] : []))) : null,
          tableView({columns: [{title: 'Quantity'}, ...names.map((name, i) => ({title: i || name === 'base' ? name : `${name} (base)`}))],
                     rows: rows.map((row) => [row.quantity, ...names.map((_, i) => cell(row.values, i, row.unit))])}, 'Variants, as a table')].filter((e) => e !== null);
}
