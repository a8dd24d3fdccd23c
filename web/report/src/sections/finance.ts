// The money pictures: figures, bridges, cash flow, debt and its cover, tornado.
import {scaleBand, scaleLinear} from 'd3-scale';
import {valueAxis} from '../axes';
import {stackedBars} from '../bars';
import {chart, interact, legend, type Mark} from '../chart';
import {colour} from '../colours';
import {fitText, h, s, svgBox, textWidth} from '../dom';
import type {DebtCover, MoneyBridge, MoneyYears, Report, Tornado, TwoWayTable} from '../model';
import {dash, inside, num, say, scaledUnit, scaleFor} from '../words';

export function finance(r: Report): HTMLElement[] {
  const f = r.finance;
  const cards = f.figures.map((one) => {
    const scale = scaleFor(Math.abs(one.value ?? 0));
    return h('div', {class: 'headline'}, h('dt', {}, one.name),
             h('dd', {}, h('span', {class: 'big'}, one.value === null ? dash : num(one.value / scale.factor, 3)), h('span', {class: 'unit'}, scaledUnit(scale, one.unit)), one.note && h('span', {class: 'small'}, one.note)));
  });
  return [cards.length ? h('dl', {class: 'headlines'}, ...cards) : null, ...f.bridges.map(bridge), ...f.cash_flows.map(cashFlow), ...f.debt.map(debt), ...f.tornadoes.map(tornado), ...f.tables.map(twoWay)].filter((e) => e !== null);
}

function bridge(b: MoneyBridge, n: number): HTMLElement {
  let running = 0;
  const steps = b.steps.map((step) => {
    const from = step.total ? 0 : running, to = step.total ? step.value ?? 0 : running + (step.value ?? 0);
    running = to;
    return {...step, from, to};
  });
  const caption = () => {
    const biggest = steps.filter((one) => !one.total).sort((a, c) => Math.abs(c.value ?? 0) - Math.abs(a.value ?? 0))[0];
    const end = [...steps].reverse().find((one) => one.total);
    return `The largest part is ${inside(biggest?.name ?? '')} with ${say(biggest ? Math.abs(biggest.value ?? 0) : null, b.unit)}${end ? `; ${inside(end.name)}: ${say(end.value, b.unit)}.` : '.'}`;
  };
  // Horizontal: names of steps need room on narrow screens too.
  const draw = (box: HTMLElement, width: number) => {
    const left = Math.min(width * 0.36, 14 + Math.max(...steps.map((one) => textWidth(one.name, 12, one.total ? 600 : 400)))), tall = 26, top = 30;
    const svg = svgBox(width, top + tall * steps.length + 6, caption()), marks: Mark[] = [];
    const low = Math.min(0, ...steps.map((one) => Math.min(one.from, one.to))), high = Math.max(0, ...steps.map((one) => Math.max(one.from, one.to)));
    const scale = scaleFor(Math.max(high, -low));
    const x = scaleLinear().domain([low, high]).range([left, width - 58]);
    svg.append(s('text', {x: 0, y: 14, class: 'unit'}, scaledUnit(scale, b.unit)), s('line', {x1: x(0), x2: x(0), y1: top - 4, y2: top + tall * steps.length, class: 'zero'}));
    steps.forEach((one, i) => {
      const y = top + tall * i, x0 = x(Math.min(one.from, one.to)), x1 = x(Math.max(one.from, one.to));
      const rect = s('rect', {x: x0, y: y + 3, width: Math.max(1, x1 - x0), height: tall - 8, class: 'bar', style: `fill:${one.total ? 'var(--ink-2)' : (one.value ?? 0) < 0 ? 'var(--c2)' : 'var(--c1)'}`});
      svg.append(s('text', {x: 0, y: y + 16, class: one.total ? 'tick strong' : 'tick'}, fitText(one.name, left - 8, 12, one.total ? 600 : 400)), rect,
                 s('text', {x: x1 + 5, y: y + 16, class: one.total ? 'tick strong' : 'tick'}, num((one.value ?? 0) / scale.factor, 3)));
      if (i + 1 < steps.length && !steps[i + 1].total) svg.append(s('line', {x1: x(one.to), x2: x(one.to), y1: y + tall - 5, y2: y + tall + 3, class: 'zero'}));
      marks.push({x: (x0 + x1) / 2, y, element: rect, title: one.name, lines: ([['', say(one.value, b.unit)], ['', one.note]] as [string, string][]).filter(([, v]) => v)});
    });
    interact(svg, marks);
    box.append(svg);
  };
  return chart({id: `bridge-${n}`, title: b.title, caption, draw,
                table: () => ({columns: [{title: 'Step'}, {title: 'Value', unit: b.unit}, {title: 'Note'}], rows: b.steps.map((one) => [one.name, one.value, one.note])})});
}

function cashFlow(m: MoneyYears, n: number): HTMLElement {
  const line = m.series.find((one) => one.line);
  const caption = () => {
    const turn = line ? m.years.find((_, i) => (line.values[i] ?? -1) >= 0 && line.values.slice(0, i).some((v) => (v ?? 0) < 0)) : undefined;
    const lowest = line ? Math.min(...line.values.map((v) => v ?? 0)) : 0;
    if (line && lowest < 0) return `${line.name} is lowest at ${say(lowest, m.unit)}${turn ? ` and turns positive in ${turn}.` : ' and stays negative.'}`;
    return `${m.series.length} series over ${m.years.length} years.`;
  };
  return chart({id: `cash-${n}`, title: m.title, caption,
                draw: (box, width) => stackedBars(box, width, {columns: m.years.map(String), unit: m.unit, label: caption(),
                  parts: m.series.map((one, i) => ({name: one.name, values: one.values, line: one.line, colour: one.line ? 'var(--ink)' : colour(i)}))}),
                table: () => ({columns: [{title: 'Year'}, ...m.series.map((one) => ({title: one.name, unit: m.unit}))],
                               rows: m.years.map((year, i) => [String(year), ...m.series.map((one) => one.values[i])])})});
}

function debt(d: DebtCover, n: number): HTMLElement {
  const cover = d.dscr.map((v, i) => ({v, year: d.years[i]})).filter((one): one is {v: number; year: number} => one.v !== null);
  const caption = () => {
    const least = [...cover].sort((a, b) => a.v - b.v)[0];
    const paid = d.years.find((_, i) => i > 0 && (d.balance[i] ?? 1) <= 0 && (d.balance[i - 1] ?? 0) > 0);
    const most = Math.max(...d.balance.map((v) => v ?? 0)), most_at = d.balance.findIndex((v) => v === most), limit = d.limit[most_at] ?? null;
    return `Debt peaks at ${say(most, d.unit)}${limit === null ? '' : ` of the ${say(limit, d.unit)} allowed`}${paid ? ` and is repaid in ${paid}` : ''}` +
           (least ? `; the least cover ratio is ${num(least.v, 3)} in ${least.year}${d.covenant === null ? '' : least.v >= d.covenant ? `, above the ${num(d.covenant, 3)} agreed` : `, below the ${num(d.covenant, 3)} agreed`}.` : '.');
  };
  const draw = (box: HTMLElement, width: number) => {
    stackedBars(box, width, {columns: d.years.map(String), unit: d.unit, label: caption(), height: 260, totals: false,
                             parts: [...(d.drawn.length ? [{name: 'Drawn', colour: 'var(--c1)', values: d.drawn}] : []),
                                     ...(d.repaid.length ? [{name: 'Repaid', colour: 'var(--c6)', values: d.repaid.map((v) => (v === null ? null : -v))}] : []),
                                     {name: 'Debt left', colour: 'var(--ink)', values: d.balance, line: true},
                                     ...(d.limit.length ? [{name: 'most that may be left', colour: 'var(--bad)', values: d.limit, line: true, dashed: true}] : [])]});
    if (cover.length === 0) return;
    const svg = svgBox(width, 150, caption()), frame = {left: 52, right: width - 6, top: 34, bottom: 126}, marks: Mark[] = [];
    const axis = valueAxis(svg, 0, Math.max(...cover.map((one) => one.v), d.covenant ?? 0), '', frame, 4, 'Debt-service cover ratio (DSCR)');
    const x = scaleBand().domain(d.years.map(String)).range([frame.left, frame.right]).padding(0.25);
    const middle = (year: number) => (x(String(year)) ?? 0) + x.bandwidth() / 2;
    if (d.covenant !== null) svg.append(s('line', {x1: frame.left, x2: frame.right, y1: axis.y(d.covenant), y2: axis.y(d.covenant), class: 'limit'}));
    svg.append(s('polyline', {points: cover.map((one) => `${middle(one.year)},${axis.y(one.v)}`).join(' '), class: 'line', style: 'stroke:var(--c2)'}));
    for (const one of cover) {
      const dot = s('circle', {cx: middle(one.year), cy: axis.y(one.v), r: 3.5, class: 'dot', style: `fill:${d.covenant !== null && one.v < d.covenant ? 'var(--bad)' : 'var(--c2)'}`});
      svg.append(dot);
      marks.push({x: middle(one.year), y: axis.y(one.v), element: dot, title: String(one.year), lines: [['DSCR', num(one.v, 3)]]});
    }
    const every = Math.ceil(38 / x.step());
    d.years.forEach((year, i) => { if (i % every === 0) svg.append(s('text', {x: middle(year), y: 144, class: 'tick', 'text-anchor': 'middle'}, String(year))); });
    interact(svg, marks);
    box.append(svg, legend([{name: 'DSCR', colour: 'var(--c2)', line: true},
                            ...(d.covenant === null ? [] : [{name: 'least DSCR agreed', colour: 'var(--bad)', line: true, dashed: true}])]));
  };
  return chart({id: `debt-${n}`, title: d.title, caption, draw,
                table: () => ({columns: [{title: 'Year'}, {title: 'Drawn', unit: d.unit}, {title: 'Repaid', unit: d.unit}, {title: 'Debt left', unit: d.unit}, {title: 'Most allowed', unit: d.unit}, {title: 'DSCR'}],
                               rows: d.years.map((year, i) => [String(year), d.drawn[i] ?? null, d.repaid[i] ?? null, d.balance[i], d.limit[i] ?? null, d.dscr[i]])})});
}

function tornado(t: Tornado, n: number): HTMLElement {
  const reach = (b: {low: number | null; high: number | null}) => Math.abs((b.high ?? t.base ?? 0) - (b.low ?? t.base ?? 0));
  const bars = [...t.bars].sort((a, b) => reach(b) - reach(a));
  const caption = () => (bars.length ? `${bars[0].name} moves ${t.metric} most: from ${say(bars[0].low, t.unit)} to ${say(bars[0].high, t.unit)}, against ${say(t.base, t.unit)} in the plan.` : '');
  const draw = (box: HTMLElement, width: number) => {
    const left = Math.min(width * 0.34, 12 + Math.max(...bars.map((b) => textWidth(b.name)))), tall = 38, top = 30;
    const svg = svgBox(width, top + tall * bars.length + 8, caption()), marks: Mark[] = [];
    const all = [t.base ?? 0, ...bars.flatMap((b) => [b.low ?? t.base ?? 0, b.high ?? t.base ?? 0])];
    const scale = scaleFor(Math.max(...all.map(Math.abs)));
    const x = scaleLinear().domain([Math.min(...all), Math.max(...all)]).range([left + 46, width - 50]);
    const middle = x(t.base ?? 0);
    svg.append(s('text', {x: 0, y: 14, class: 'unit'}, `${t.metric}, ${scaledUnit(scale, t.unit)}`));
    bars.forEach((b, i) => {
      const y = top + tall * i;
      svg.append(s('text', {x: 0, y: y + 15, class: 'tick'}, fitText(b.name, left - 8)));
      for (const [value, input, tint] of [[b.low, b.low_input, 'var(--c2)'], [b.high, b.high_input, 'var(--c1)']] as const) {
        if (value === null) continue;
        const end = x(value), below = end < middle;
        const rect = s('rect', {x: Math.min(middle, end), y: y + 3, width: Math.abs(end - middle), height: 18, class: 'bar', style: `fill:${tint}`});
        svg.append(rect, s('text', {x: end + (below ? -4 : 4), y: y + 16, 'text-anchor': below ? 'end' : 'start', class: 'tick'}, num(value / scale.factor, 3)),
                   s('text', {x: end + (below ? -4 : 4), y: y + 32, 'text-anchor': below ? 'end' : 'start', class: 'small-tick'}, fitText(input, below ? end - 8 : width - end - 6, 11)));
        marks.push({x: end, y, element: rect, title: b.name, lines: [[input, say(value, t.unit)]]});
      }
    });
    svg.append(s('line', {x1: middle, x2: middle, y1: top - 4, y2: top + tall * bars.length, class: 'zero'}));
    interact(svg, marks);
    box.append(svg, legend([{name: 'at the lower input', colour: 'var(--c2)'}, {name: 'at the higher', colour: 'var(--c1)'}]));
  };
  return chart({id: `tornado-${n}`, title: `What moves ${t.metric}`, caption, draw,
                table: () => ({columns: [{title: 'Input'}, {title: 'Low input'}, {title: t.metric, unit: t.unit}, {title: 'High input'}, {title: t.metric, unit: t.unit}],
                               rows: bars.map((b) => [b.name, b.low_input, b.low, b.high_input, b.high])})});
}

function twoWay(t: TwoWayTable, n: number): HTMLElement {
  const all = t.values.flat().filter((v): v is number => v !== null);
  const low = Math.min(...all), high = Math.max(...all);
  const caption = () => (all.length ? `From ${say(low, t.unit)} to ${say(high, t.unit)}; ${inside(t.rows)} down, ${inside(t.columns)} across.` : `No ${t.metric} in any of them.`);
  const draw = (box: HTMLElement, width: number) => {
    const left = 14 + Math.max(textWidth(t.rows, 12, 600), ...t.row_at.map((name) => textWidth(name, 12))), top = 62, tall = 34, wide = (width - left) / t.column_at.length;
    const svg = svgBox(width, top + tall * t.row_at.length + 4, caption()), marks: Mark[] = [];
    svg.append(s('text', {x: 0, y: 14, class: 'unit'}, `${t.metric}, ${t.unit}`), s('text', {x: 0, y: top - 8, class: 'tick strong'}, t.rows),
               s('text', {x: left, y: top - 28, class: 'tick strong'}, t.columns));
    t.column_at.forEach((name, c) => svg.append(s('text', {x: left + wide * (c + 0.5), y: top - 8, class: 'tick', 'text-anchor': 'middle'}, fitText(name, wide - 4))));
    t.row_at.forEach((name, r) => {
      const y = top + tall * r;
      svg.append(s('text', {x: 0, y: y + tall / 2 + 4, class: 'tick'}, name));
      t.column_at.forEach((column, c) => {
        const value = t.values[r][c], strength = value === null || high === low ? 0 : (value - low) / (high - low);
        const rect = s('rect', {x: left + wide * c + 1.5, y: y + 1.5, width: wide - 3, height: tall - 3, rx: 3, class: 'cell',
                                style: value === null ? undefined : `fill:color-mix(in srgb, var(--heat) ${Math.round(6 + 48 * strength)}%, var(--paper))`});
        svg.append(rect, s('text', {x: left + wide * (c + 0.5), y: y + tall / 2 + 4, 'text-anchor': 'middle', class: 'cell-text'}, value === null ? dash : num(value, 3)));
        marks.push({x: left + wide * (c + 0.5), y, element: rect, title: `${t.rows} ${name}, ${inside(t.columns)} ${column}`, lines: [[t.metric, value === null ? dash : say(value, t.unit)]]});
      });
    });
    interact(svg, marks);
    box.append(svg);
  };
  return chart({id: `two-way-${n}`, title: `${t.metric[0].toUpperCase()}${t.metric.slice(1)}, ${inside(t.rows)} by ${inside(t.columns)}`, caption, draw,
                table: () => ({columns: [{title: t.rows}, ...t.column_at.map((name) => ({title: `${t.columns} ${name}`, unit: t.unit}))],
                               rows: t.row_at.map((name, r) => [name, ...t.values[r]])})});
}
