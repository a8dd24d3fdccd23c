// Runs of one scenario side by side: what each is worth, its figures as bars and as a table, what it changes.
import {scaleLinear} from 'd3-scale';
import {chart, interact, type Mark} from '../chart';
import {fitText, h, s, svgBox, textWidth} from '../dom';
import type {Report} from '../model';
import {tableView} from '../table';
import {capital, counted, inside, num, percent, say, scaledUnit, scaleFor} from '../words';

export function variants(r: Report): HTMLElement[] {
  const {names, changes, rows, findings, here} = r.variants;
  if (names.length === 0 || rows.length === 0) return [];
  const title = (i: number) => [capital(names[i]), i === 0 && names[i] !== 'base' ? '(base)' : '', i === here && names.length > 1 ? '(this page)' : ''].filter(Boolean).join(' ');
  const change = (values: (number | null)[], i: number) => {
    const value = values[i], base = values[0];
    return i > 0 && value !== null && base !== null && base !== 0 && Math.abs(value / base - 1) >= 5e-4 ? value / base - 1 : null;
  };
  const changed = (values: (number | null)[], i: number, unit: string) => {
    const more = change(values, i) ?? 0, sign = more > 0 ? '+' : '−';
    return unit === '%' ? `${sign}${num(Math.abs((values[i] ?? 0) - (values[0] ?? 0)), 2)} points` : `${sign}${percent(Math.abs(more), 1)}`;
  };
  const cell = (values: (number | null)[], i: number, unit: string) => {
    const box = h('span', {}, say(values[i], unit)), more = unit === 'year' ? null : change(values, i);
    if (more !== null) box.append(h('span', {class: 'small change'}, ` ${changed(values, i, unit)}`));
    return box;
  };
  const shown = rows.filter((row) => row.unit !== 'year' && row.values.some((v) => v !== null && v > 0) && row.values.every((v) => v === null || v >= 0));

  // A small picture for each figure, with its own scale: the runs below each other, each bar with its value.
  const draw = (box: HTMLElement, width: number) => {
    const across = Math.max(1, Math.min(3, Math.floor(width / 320))), gap = 34, wide = (width - gap * (across - 1)) / across, tall = 24, head = 40;
    const block = head + tall * names.length + 22, deep = Math.ceil(shown.length / across);
    const svg = svgBox(width, block * deep - 16, caption()), marks: Mark[] = [];
    const left = Math.min(wide * 0.42, 10 + Math.max(...names.map((_, i) => textWidth(title(i)))));
    shown.forEach((row, n) => {
      const x0 = (n % across) * (wide + gap), y0 = Math.floor(n / across) * block;
      const scale = scaleFor(Math.max(...row.values.map((v) => v ?? 0)));
      const text = (v: number | null) => (v === null ? 'no plan' : num(v / scale.factor, 3));
      const room = Math.max(...row.values.map((v) => textWidth(text(v)))) + 8;
      const x = scaleLinear().domain([0, Math.max(...row.values.map((v) => v ?? 0))]).range([x0 + left, x0 + wide - room]);
      svg.append(s('text', {x: x0, y: y0 + 13, class: 'tick strong'}, fitText(row.quantity, wide, 12, 600)), s('text', {x: x0, y: y0 + 29, class: 'unit'}, fitText(scaledUnit(scale, row.unit) || ' ', wide)));
      row.values.forEach((value, i) => {
        const y = y0 + head + tall * i, end = value === null ? x0 + left : x(value), more = change(row.values, i);
        const bar = s('rect', {x: x0 + left, y: y + 3, width: Math.max(value === null ? 0 : 1, end - x0 - left), height: tall - 8, class: 'bar', style: `fill:var(${i === 0 ? '--k-other' : '--c1'})`});
        svg.append(s('text', {x: x0, y: y + 15, class: i === here ? 'tick strong' : 'tick'}, fitText(capital(names[i]), left - 8, 12, i === here ? 600 : 400)), bar,
                   s('text', {x: end + 5, y: y + 15, class: 'tick'}, text(value)));
        marks.push({x: end, y, element: bar, title: `${row.quantity}, ${names[i]}`, lines: ([['', say(value, row.unit)],
          ['against the base', more === null ? '' : changed(row.values, i, row.unit)]] as [string, string][]).filter(([, v]) => v)});
      });
    });
    interact(svg, marks);
    box.append(svg);
  };
  const caption = () => {
    const row = shown.find((one) => one.values.some((_, i) => change(one.values, i) !== null));
    if (!row) return `${capital(counted(names.length, 'run has', 'runs have'))} the same figures.`;
    const furthest = names.map((_, i) => i).sort((a, b) => Math.abs(change(row.values, b) ?? 0) - Math.abs(change(row.values, a) ?? 0))[0], more = change(row.values, furthest) ?? 0;
    return `${capital(counted(names.length, 'run'))} of one scenario; ${inside(row.quantity)} differs most in ${names[furthest]}: ${percent(Math.abs(more), 1)} ${more > 0 ? 'more' : 'less'} than in the base.`;
  };
  const columns = [{title: 'Quantity'}, ...names.map((_, i) => ({title: title(i)}))];
  return [...findings.map((sentence) => h('p', {class: 'finding-line'}, capital(sentence))),
          shown.length ? chart({
            id: 'variants', title: 'Main figures by run', caption, draw,
            table: () => ({columns: [{title: 'Quantity'}, {title: 'Unit'}, ...names.map((_, i) => ({title: title(i)}))], rows: rows.map((row) => [row.quantity, row.unit, ...row.values.map((v) => (v === null ? 'no plan' : say(v)))])}),
            save: () => ({columns: [{title: 'Quantity'}, {title: 'Unit'}, ...names.map((name) => ({title: name}))], rows: rows.map((row) => [row.quantity, row.unit, ...row.values])}),
          }) : null,
          tableView({columns, rows: rows.map((row) => [row.quantity, ...names.map((_, i) => cell(row.values, i, row.unit))])}, 'Variants, as a table', true),
          changes.some(Boolean) ? h('h3', {}, 'What each run changes') : null,
          changes.some(Boolean) ? h('dl', {class: 'facts'}, ...names.flatMap((_, i) => (changes[i] ? [h('dt', {}, title(i)), h('dd', {}, changes[i])] : []))) : null].filter((e) => e !== null);
}
