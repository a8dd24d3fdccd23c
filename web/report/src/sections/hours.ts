// The hours of a period: supply stacked against load, below it battery, price and carbon, and a strip to choose the days.
import {scaleLinear, type ScaleLinear} from 'd3-scale';
import {valueAxis} from '../axes';
import {announce, chart, legend} from '../chart';
import {colour, kindColour, kindRank} from '../colours';
import {fitText, h, s, svgBox, textWidth} from '../dom';
import {Clock, hoursOf, isYear, ofRole, stretchAt, yearSum, type HoursOf, type Row} from '../hourly';
import type {Report} from '../model';
import {chosen} from '../state';
import type {Table} from '../table';
import {inside, listed, num, percent, say, sum, unitText} from '../words';

const binSizes = [1, 2, 3, 4, 6, 12, 24, 48, 168];
const stripRoles: [string, string][] = [['level', 'Battery level'], ['price', 'Price'], ['carbon', 'Carbon'], ['weather', 'Weather'], ['tokens', 'Tokens']];

interface Bins { size: number; from: number; to: number; count: number }
const mean = (values: number[], from: number, to: number): number => {
  let total = 0;
  for (let i = from; i < to; ++i) total += values[i];
  return to > from ? total / (to - from) : 0;
};
const binned = (row: Row, bins: Bins): number[] =>
    Array.from({length: bins.count}, (_, i) => mean(row.values, bins.from + i * bins.size, Math.min(bins.to, bins.from + (i + 1) * bins.size)));

export function hours(r: Report): HTMLElement[] {
  if (r.hours.frames.length === 0) return [];
  const clock = new Clock(r);
  const now = (): HoursOf | null => hoursOf(r, chosen.period, chosen.site) ?? hoursOf(r, chosen.period, '') ??
                                    hoursOf(r, r.hours.frames[0].period, r.hours.frames[0].site);
  let view = {from: 0, to: Infinity};
  let cursor = -1;
  let last: HoursOf | null = null;
  const clamp = (data: HoursOf) => {
    const span = Math.min(view.to - view.from, data.count);
    const from = Math.max(0, Math.min(data.count - span, view.from));
    view = {from, to: from + span};
  };
  const siteName = (data: HoursOf) => r.sites.find((site) => site.id === data.site)?.name ?? 'the whole plan';
  const supplies = (data: HoursOf) => ofRole(data, 'supply').sort((a, b) => kindRank(a.kind) - kindRank(b.kind));
  const moment = (data: HoursOf, hour: number): string => {
    const date = clock.date(data, hour), stretch = stretchAt(data, hour);
    const time = clock.text(date, isYear(data) ? {weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'}
                                              : {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit'});
    return isYear(data) ? time : `${stretch.label || 'typical day'} (×${num(stretch.weight, 3)}), ${time}`;
  };
  const peak = (data: HoursOf): number => {
    const load = ofRole(data, 'load')[0]?.values ?? [];
    return load.reduce((best, v, i) => (v > load[best] ? i : best), 0);
  };

  const readout = h('div', {class: 'readout'});
  const showHour = (data: HoursOf) => {
    const rows = [...ofRole(data, 'load'), ...supplies(data).reverse(), ...data.rows.filter((row) => !['load', 'supply'].includes(row.role))];
    readout.replaceChildren(h('strong', {}, moment(data, cursor)), h('dl', {}, ...rows.map((row) =>
      h('div', {}, h('dt', {}, h('span', {class: 'swatch', style: `--swatch:${swatch(row)}`}), row.name), h('dd', {}, `${num(row.values[cursor], 3)} ${unitText(row.unit)}`)))));
  };
  // Two of one kind (the grids of two countries): the second is paler.
  const supplyColour = (rows: Row[], row: Row): string => {
    const twins = rows.filter((other) => other.kind === row.kind && row.kind !== ''), own = twins.indexOf(row);
    const full = kindColour(row.kind, rows.indexOf(row));
    return own > 0 ? `color-mix(in srgb, ${full} ${Math.max(25, 100 - 38 * own)}%, var(--paper))` : full;
  };
  const chargeColour = (row: Row): string => `color-mix(in srgb, ${kindColour(row.kind, 2)} 50%, var(--c8))`;
  const swatch = (row: Row): string => row.role === 'charge' ? chargeColour(row) : row.role === 'supply' && last ? supplyColour(supplies(last), row) : row.role === 'load' ? 'var(--ink)' : row.role === 'price' ? 'var(--c4)' : row.role === 'carbon' ? 'var(--c8)'
      : row.role === 'limit' ? 'var(--bad)' : kindColour(row.kind, 6);

  const draw = (box: HTMLElement, width: number, redraw: () => void) => {
    const data = now();
    if (!data) return;
    if (data.period !== last?.period || data.count !== last.count) cursor = -1;
    last = data;
    clamp(data);
    if (cursor < 0 || cursor >= data.count) cursor = peak(data);
    const strips = stripRoles.map(([role, title]) => ({role, title, rows: ofRole(data, role)})).filter((strip) => strip.rows.length > 0);
    const left = 52, right = width - 8, mainTop = 34, mainTall = width < 600 ? 210 : 260, stripTall = 66;
    const labelTop = mainTop + mainTall, stripsTop = labelTop + 46;
    const overviewTop = stripsTop + strips.length * (stripTall + 24) + 4, overviewTall = 34;
    const height = overviewTop + overviewTall + 22;
    const svg = svgBox(width, height, caption());
    svg.setAttribute('tabindex', '0');
    svg.classList.add('hours');

    const most = Math.max(40, (right - left) / 1.5);
    const size = binSizes.find((one) => (view.to - view.from) / one <= most) ?? 168;
    const bins: Bins = {size, from: view.from, to: view.to, count: Math.ceil((view.to - view.from) / size)};
    const x = scaleLinear().domain([view.from, view.to]).range([left, right]);
    const edges = Array.from({length: bins.count + 1}, (_, i) => x(Math.min(view.to, view.from + i * size)));

    const stack = supplies(data), charges = ofRole(data, 'charge'), loads = ofRole(data, 'load');
    // The axis holds the whole period at this fineness, so that it stays where it is while the days move.
    const whole: Bins = {size, from: 0, to: data.count, count: Math.ceil(data.count / size)};
    const total = (rows: Row[]) => rows.map((row) => binned(row, whole)).reduce((sums, row) => sums.map((v, i) => v + row[i]), new Array<number>(whole.count).fill(0));
    let high = Math.max(...total(stack), ...loads.flatMap((row) => binned(row, whole)));
    const low = -Math.max(...total(charges));
    const limits = ofRole(data, 'limit').filter((row) => Math.max(...row.values) <= 1.35 * high);
    for (const row of limits) high = Math.max(high, Math.max(...row.values));
    const main = valueAxis(svg, low, high, (stack[0] ?? loads[0])?.unit ?? 'MW', {left, right, top: mainTop, bottom: mainTop + mainTall - 4});

    const dense = bins.count > 200 ? 'layer dense' : 'layer';
    let base = new Array<number>(bins.count).fill(0);
    for (const row of stack) {
      const top = binned(row, bins).map((v, i) => base[i] + v);
      svg.append(s('path', {d: area(edges, base, top, main.y), class: dense, style: `fill:${supplyColour(stack, row)}`}));
      base = top;
    }
    base = new Array<number>(bins.count).fill(0);
    for (const row of charges) {
      const bottom = binned(row, bins).map((v, i) => base[i] - v);
      svg.append(s('path', {d: area(edges, base, bottom, main.y), class: `${dense} below`, style: `fill:${chargeColour(row)}`}));
      base = bottom;
    }
    for (const row of limits) svg.append(s('path', {d: steps(edges, binned(row, bins), main.y), class: 'limit'}));
    for (const row of loads) svg.append(s('path', {d: steps(edges, binned(row, bins), main.y), class: 'load-line'}));

    let y = stripsTop;
    for (const strip of strips) {
      const values = strip.rows.flatMap((row) => [Math.min(...row.values), Math.max(...row.values)]);
      const frame = {left, right, top: y + 20, bottom: y + 20 + stripTall - 14};
      const axis = valueAxis(svg, Math.min(0, ...values), Math.max(...values, 1e-9), strip.rows[0].unit, frame, 2,
                             strip.rows.length === 1 ? strip.rows[0].name : strip.title);
      strip.rows.forEach((row, i) => {
        const shown = binned(row, bins);
        if (strip.role === 'level') svg.append(s('path', {d: area(edges, shown.map(() => 0), shown, axis.y), class: 'layer', style: `fill:${swatch(row)};opacity:.55`}));
        svg.append(s('path', {d: steps(edges, shown, axis.y), class: 'strip-line', style: `stroke:${i ? colour(i) : swatch(row)}`}));
      });
      y += stripTall + 24;
    }
    timeMarks(svg, data, x, {top: mainTop, labels: labelTop, bottom: overviewTop - 8});
    overview(svg, data, {left, right, top: overviewTop, tall: overviewTall}, redraw);

    const hair = s('line', {y1: mainTop, y2: overviewTop - 8, class: 'cursor'});
    svg.append(hair);
    const move = (hour: number, speak: boolean) => {
      cursor = Math.max(view.from, Math.min(view.to - 1, Math.round(hour)));
      const at = x(cursor + 0.5);
      hair.setAttribute('x1', String(at));
      hair.setAttribute('x2', String(at));
      showHour(data);
      if (speak) announce(`${moment(data, cursor)}: ${loads.map((row) => `${row.name} ${num(row.values[cursor], 3)} MW`).join(', ')}`);
    };
    move(cursor >= view.from && cursor < view.to ? cursor : view.from, false);
    svg.addEventListener('pointermove', (event) => {
      const place = svg.getBoundingClientRect();
      const px = (event.clientX - place.left) * (width / place.width), py = (event.clientY - place.top) * (width / place.width);
      if (py < overviewTop - 6 && px >= left) move(Math.floor(x.invert(px)), false);
    });
    svg.addEventListener('keydown', (event) => {
      const by: Record<string, number> = {ArrowLeft: -1, ArrowRight: 1, PageUp: -24, PageDown: 24};
      if (!(event.key in by)) return;
      event.preventDefault();
      const to = Math.max(0, Math.min(data.count - 1, cursor + by[event.key] * (event.shiftKey ? 24 : 1)));
      if (to < view.from || to >= view.to) {
        const span = view.to - view.from;
        view.from = Math.max(0, Math.min(data.count - span, Math.floor(to / span) * span));
        view.to = view.from + span;
        cursor = to;
        redraw();
        box.querySelector<SVGSVGElement>('svg')?.focus();
        return;
      }
      move(to, true);
    });
    const items = [...loads.map((row) => ({name: row.name, colour: 'var(--ink)', line: true})),
                   ...[...stack].reverse().map((row) => ({name: row.name, colour: supplyColour(stack, row)})),
                   ...charges.map((row) => ({name: `${row.name} (below zero)`, colour: chargeColour(row)})),
                   ...limits.map((row) => ({name: row.name, colour: 'var(--bad)', line: true, dashed: true}))];
    box.append(svg, legend(items), readout);
    const notes = [size > 1 ? `Each step is the mean of ${size} hours.` : '', `Times are ${clock.name}.`,
                   `Values are kept to 1/${num(r.hours.levels)} of each row's peak; the exact ones are in results.nc.`,
                   chosen.site && data.site !== chosen.site ? 'The hours of this site are not in this report: the whole plan is shown.' : ''];
    box.append(h('p', {class: 'small'}, notes.filter(Boolean).join(' ')));
  };

  const timeMarks = (svg: SVGElement, data: HoursOf, x: ScaleLinear<number, number>, at: {top: number; labels: number; bottom: number}) => {
    const line = (hour: number, kind: string) => svg.append(s('line', {x1: x(hour), x2: x(hour), y1: at.top, y2: at.bottom, class: kind}));
    const text = (px: number, row: number, words: string, anchor = 'middle', kind = 'tick') =>
      svg.append(s('text', {x: px, y: at.labels + 14 + 14 * row, 'text-anchor': anchor, class: kind}, words));
    const span = view.to - view.from;
    if (isYear(data)) {
      let end = -Infinity;
      if (view.to - view.from > 24 * 45) {
        const words = clock.text(clock.date(data, view.from), {month: 'short'}).slice(0, 3);
        const until = Array.from({length: 32}, (_, i) => view.from + 24 * i).find((hour) => clock.text(clock.date(data, hour), {month: 'short'}).slice(0, 3) !== words);
        if (until !== undefined && x(until) - x(view.from) > textWidth(words, 12) + 14) text(x(view.from) + 3, 0, words, 'start');
      }
      for (let hour = Math.ceil(view.from); hour < view.to; ++hour) {
        const date = clock.date(data, hour), local = clock.hour(date);
        const midnight = local === 0;
        const day = midnight ? Number(clock.text(date, {day: 'numeric'})) : 0;
        const monthly = span > 24 * 45, daily = span > 24 * 4;
        if (monthly ? !(midnight && day === 1) : daily ? !midnight : local % 6 !== 0) continue;
        const words = monthly ? clock.text(date, {month: 'short'}).slice(0, 3) : daily || midnight ? clock.text(date, {weekday: 'short', day: 'numeric', month: 'short'}) : `${local}:00`;
        line(hour, midnight ? 'grid' : 'grid faint');
        const px = x(hour), wide = textWidth(words, 11);
        if (px - (monthly ? -2 : wide / 2) < end + 8 || px + (monthly ? wide + 3 : wide / 2) > x.range()[1] + 6) continue;
        text(px + (monthly ? 3 : 0), 0, words, monthly ? 'start' : 'middle');
        end = px + (monthly ? wide : wide / 2);
      }
      return;
    }
    const visible = data.stretches.filter((one) => one.from + one.hours > view.from && one.from < view.to);
    const month = (one: {from: number}, form: 'short' | 'narrow') => clock.text(clock.date(data, one.from), {month: form}).slice(0, 3);
    const names: ((one: HoursOf['stretches'][number]) => string)[] = [(one) => one.label, (one) => month(one, 'short'), (one) => month(one, 'narrow')];
    const roomOf = (one: HoursOf['stretches'][number]) => x(Math.min(one.from + one.hours, view.to)) - x(Math.max(one.from, view.from)) - 3;
    // All stretches are named in the same way: the longest that fits everywhere.
    const name = names.find((way) => visible.every((one) => way(one) !== '' && textWidth(way(one), 12) <= roomOf(one))) ?? names[2];
    const weighted = visible.every((one) => textWidth(`×${num(one.weight, 2)}`, 12, 600) <= roomOf(one) + 2);
    for (const one of visible) {
      const from = Math.max(one.from, view.from), to = Math.min(one.from + one.hours, view.to);
      if (from > view.from) line(from, 'stretch-line');
      const room = roomOf(one), middle = (x(from) + x(to)) / 2, rows = visible.length <= 3 ? 1 : 0;
      if (rows) for (let hour = from; hour < to; ++hour) {
        const local = clock.hour(clock.date(data, hour));
        if (local % (room > 260 ? 3 : 6) === 0 && x(hour) - x(from) > 12 && x(to) - x(hour) > 12) text(x(hour), 0, `${local}:00`);
      }
      text(middle, rows, fitText(name(one), room + 3, 12));
      if (weighted) text(middle, rows + 1, `×${num(one.weight, 2)}`, 'middle', 'tick strong');
    }
  };

  const overview = (svg: SVGSVGElement, data: HoursOf, at: {left: number; right: number; top: number; tall: number}, redraw: () => void) => {
    const width = svg.viewBox.baseVal.width;
    const x = scaleLinear().domain([0, data.count]).range([at.left, at.right]).clamp(true);
    const load = ofRole(data, 'load')[0] ?? supplies(data)[0];
    const size = Math.max(1, Math.ceil(data.count / Math.max(40, at.right - at.left)));
    const bins: Bins = {size, from: 0, to: data.count, count: Math.ceil(data.count / size)};
    const values = load ? binned(load, bins) : [0];
    const y = scaleLinear().domain([0, Math.max(...values, 1e-9)]).range([at.top + at.tall, at.top + 2]);
    const edges = Array.from({length: bins.count + 1}, (_, i) => x(Math.min(data.count, i * size)));
    svg.append(s('rect', {x: at.left, y: at.top, width: at.right - at.left, height: at.tall, class: 'overview'}),
               s('path', {d: area(edges, values.map(() => 0), values, y), class: 'overview-load'}));
    for (const one of data.stretches.slice(1)) svg.append(s('line', {x1: x(one.from), x2: x(one.from), y1: at.top, y2: at.top + at.tall, class: 'stretch-line'}));
    const pane = s('rect', {x: x(view.from), y: at.top, width: Math.max(6, x(view.to) - x(view.from)), height: at.tall, class: 'pane'});
    svg.append(pane, s('text', {x: at.left, y: at.top + at.tall + 15, class: 'tick'},
                       isYear(data) ? 'Drag here to choose the days' : `${data.stretches.length} typical days; ×n: days a year each stands for`));
    const catcher = s('rect', {x: at.left, y: at.top - 4, width: at.right - at.left, height: at.tall + 8, class: 'catcher'});
    svg.append(catcher);
    let start: {hour: number; from: number; inside: boolean} | null = null;
    const hourAt = (event: PointerEvent) => {
      const place = svg.getBoundingClientRect();
      return x.invert((event.clientX - place.left) * (width / place.width));
    };
    const snap = (hour: number) => Math.max(0, Math.min(data.count, Math.round(hour / 24) * 24));
    catcher.addEventListener('pointerdown', (event) => {
      const hour = hourAt(event), whole = view.to - view.from >= data.count;
      start = {hour, from: view.from, inside: !whole && hour >= view.from && hour <= view.to};
      catcher.setPointerCapture(event.pointerId);
    });
    catcher.addEventListener('pointermove', (event) => {
      if (!start) return;
      const hour = hourAt(event), span = view.to - view.from;
      if (start.inside) {
        const from = Math.max(0, Math.min(data.count - span, snap(start.from + hour - start.hour)));
        view = {from, to: from + span};
      } else if (Math.abs(hour - start.hour) >= 3) {
        const [a, b] = [Math.floor((Math.min(hour, start.hour) + 3) / 24) * 24, Math.ceil((Math.max(hour, start.hour) - 3) / 24) * 24];
        view = {from: a, to: Math.max(a + 24, b)};
      }
      pane.setAttribute('x', String(x(view.from)));
      pane.setAttribute('width', String(Math.max(6, x(view.to) - x(view.from))));
    });
    const done = (event: PointerEvent) => {
      if (!start) return;
      const clicked = Math.abs(hourAt(event) - start.hour) < 2;
      if (clicked && !start.inside) {
        const span = Math.min(view.to - view.from >= data.count ? (isYear(data) ? 168 : 24) : view.to - view.from, data.count);
        const from = Math.max(0, Math.min(data.count - span, Math.floor((start.hour - span / 2 + 12) / 24) * 24));
        view = {from, to: from + span};
      }
      start = null;
      redraw();
    };
    catcher.addEventListener('pointerup', done);
    catcher.addEventListener('pointercancel', () => { start = null; });
  };

  const caption = () => {
    const data = now();
    if (!data) return '';
    const load = ofRole(data, 'load')[0], top = peak(data);
    const energy = supplies(data).map((row) => ({name: row.name, mwh: yearSum(data, row.values)})).filter((one) => one.mwh > 0).sort((a, b) => b.mwh - a.mwh);
    const total = sum(energy.map((one) => one.mwh));
    const mix = energy.slice(0, 3).map((one) => `${inside(one.name)} (${percent(one.mwh / total)})`);
    return `In ${r.periods[data.period].name} ${siteName(data)} draws at most ${load ? say(load.values[top], load.unit) : 'nothing'}, ${spoken(data, top)}; over the year its power comes from ${listed(mix)}.`;
  };
  const spoken = (data: HoursOf, hour: number): string => {
    const date = clock.date(data, hour), label = isYear(data) || !/\p{L}/u.test(stretchAt(data, hour).label) ? '' : stretchAt(data, hour).label;
    return `on ${clock.text(date, {day: 'numeric', month: 'long'})} at ${clock.text(date, {hour: '2-digit', minute: '2-digit'})}${label ? ` (${label})` : ''}`;
  };
  const tableOf = (data: HoursOf, bins: Bins): Table => ({
    columns: [{title: 'Hour'}, ...data.rows.map((row) => ({title: row.name, unit: row.unit}))],
    rows: Array.from({length: bins.count}, (_, i) => [moment(data, bins.from + i * bins.size),
                                                      ...data.rows.map((row) => Number(mean(row.values, bins.from + i * bins.size, Math.min(bins.to, bins.from + (i + 1) * bins.size)).toPrecision(4)))]),
  });
  const set = (span: number, by = 0, redraw: () => void) => {
    const data = now();
    if (!data) return;
    clamp(data);
    const old = view.to - view.from;
    const wide = Math.min(span || old, data.count);
    const from = by ? view.from + by * wide : old >= data.count ? Math.floor(cursor / 24) * 24 - Math.floor(wide / 48) * 24 : view.from;
    view = {from, to: from + wide};
    clamp(data);
    redraw();
  };
  let again = () => {};
  return [chart({
    id: 'hours', title: 'Every hour', caption,
    controls: (redraw) => {
      again = redraw;
      const button = (name: string, label: string, click: () => void) => h('button', {type: 'button', 'aria-label': label, click}, name);
      const longest = Math.max(...r.hours.axes.map((axis) => sum(axis.stretches.map((one) => one.hours))));
      return [h('div', {class: 'segments', role: 'group', 'aria-label': 'Hours shown'},
                button('◀', 'Earlier', () => set(0, -1, redraw)), button('Day', 'One day', () => set(24, 0, redraw)),
                button('Week', 'Seven days', () => set(168, 0, redraw)),
                longest > 2000 ? button('Month', 'Thirty days', () => set(720, 0, redraw)) : null,
                button('All', 'All hours', () => { view = {from: 0, to: Infinity}; redraw(); }), button('▶', 'Later', () => set(0, 1, redraw)))];
    },
    draw: (box, width) => draw(box, width, () => again()),
    table: () => {
      const data = now();
      if (!data) return {columns: [{title: 'Hour'}], rows: []};
      clamp(data);
      const size = binSizes.find((one) => (view.to - view.from) / one <= 400) ?? 168;
      return tableOf(data, {size, from: view.from, to: view.to, count: Math.ceil((view.to - view.from) / size)});
    },
    save: () => {
      const data = now();
      return data ? tableOf(data, {size: 1, from: 0, to: data.count, count: data.count}) : {columns: [{title: 'Hour'}], rows: []};
    },
  })];
}

type Y = (v: number) => number;
const at = (v: number): string => v.toFixed(1);

function steps(edges: number[], values: number[], y: Y): string {
  return values.map((v, i) => `${i ? 'L' : 'M'}${at(edges[i])},${at(y(v))}H${at(edges[i + 1])}`).join('');
}

function area(edges: number[], base: number[], top: number[], y: Y): string {
  if (top.length === 0) return '';
  let back = '';
  for (let i = base.length - 1; i >= 0; --i) back += `L${at(edges[i + 1])},${at(y(base[i]))}H${at(edges[i])}`;
  return `${steps(edges, top, y)}${back}Z`;
}
