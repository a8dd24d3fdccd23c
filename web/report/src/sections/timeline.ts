// The build by site, a lane each for permit, grid, building, cooling, chips, power.
import {scaleLinear} from 'd3-scale';
import {chart, interact, legend, type Mark} from '../chart';
import {laneColour, laneRank} from '../colours';
import {fitText, s, svgBox, textWidth} from '../dom';
import type {Report, Task} from '../model';
import {chosen} from '../state';
import {capital, listed, say, unique} from '../words';

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "2026-03-15" as years and parts of a year. */
export function when(date: string): number {
  const [year, month = 1, day = 1] = date.split('-').map(Number);
  return year + (month - 1) / 12 + (day - 1) / 365;
}
const spoken = (date: string): string => {
  const [year, month] = date.split('-');
  return month ? `${monthNames[+month - 1]} ${year}` : year;
};

interface Placed { task: Task; x0: number; x1: number; text: string; at: number; anchor: string; inside: boolean; from: number; to: number }

export function timeline(r: Report): HTMLElement[] {
  const tasks = r.timeline.filter((t) => Number.isFinite(when(t.start)) && Number.isFinite(when(t.end)));
  if (tasks.length === 0) return [];
  const first = Math.floor(Math.min(...tasks.map((t) => when(t.start)))), last = Math.ceil(Math.max(...tasks.map((t) => when(t.end))));
  const siteName = (id: string) => r.sites.find((site) => site.id === id)?.name ?? 'Whole plan';
  const shown = () => tasks.filter((t) => !chosen.site || t.site === chosen.site);

  const place = (list: Task[], x: (t: number) => number, right: number, left: number): Placed[][] => {
    const rows: Placed[][] = [];
    for (const task of [...list].sort((a, b) => when(a.start) - when(b.start))) {
      const x0 = x(when(task.start)), x1 = Math.max(x0 + 3, x(when(task.end)));
      const wide = textWidth(task.label, 11);
      let p: Placed = {task, x0, x1, text: task.label, at: x0 + 5, anchor: 'start', inside: true, from: x0, to: x1};
      if (wide + 10 > x1 - x0) {
        if (x1 + wide + 6 <= right) p = {...p, at: x1 + 4, inside: false, to: x1 + wide + 8};
        else if (x0 - wide - 6 >= left) p = {...p, at: x0 - 4, anchor: 'end', inside: false, from: x0 - wide - 8};
        else p.text = fitText(task.label, x1 - x0 - 8, 11);
      }
      let row = rows.find((others) => others.every((o) => p.from >= o.to + 2 || p.to + 2 <= o.from));
      if (!row) rows.push(row = []);
      row.push(p);
    }
    return rows;
  };

  const draw = (box: HTMLElement, width: number) => {
    const left = width < 600 ? 64 : 84, right = width - 8, row = 20;
    const x = scaleLinear().domain([first, last]).range([left, right]);
    const body = s('g'), marks: Mark[] = [];
    let y = 30;
    for (const id of unique(shown().map((t) => t.site))) {
      const own = shown().filter((t) => t.site === id);
      body.append(s('line', {x1: 0, x2: width, y1: y + 1, y2: y + 1, class: 'grid'}), s('text', {x: 0, y: y + 18, class: 'row-head'}, fitText(siteName(id), width - 4, 14, 640)));
      y += 25;
      for (const lane of unique(own.map((t) => t.lane)).sort((a, b) => laneRank(a) - laneRank(b))) {
        body.append(s('text', {x: 0, y: y + 14, class: 'tick'}, fitText(lane, left - 6)));
        for (const line of place(own.filter((t) => t.lane === lane), x, right, left)) {
          for (const p of line) {
            const bar = s('g', {}, s('rect', {x: p.x0, y: y + 3, width: p.x1 - p.x0, height: row - 5, rx: 3, class: p.task.committed ? 'task committed' : 'task',
                                              style: `--lane:${laneColour(lane)}`}));
            if (p.task.critical) bar.append(s('line', {x1: p.x0 + 1, x2: p.x1 - 1, y1: y + row - 1, y2: y + row - 1, class: 'critical'}));
            if (p.text) bar.append(s('text', {x: p.at, y: y + 14.5, 'text-anchor': p.anchor, class: p.inside ? 'on-bar' : 'beside-bar'}, p.text));
            body.append(bar);
            marks.push({x: (p.x0 + p.x1) / 2, y, element: bar, title: p.task.label, lines: ([
              ['where', `${siteName(id)}, ${lane}`], ['from', spoken(p.task.start)], ['to', spoken(p.task.end)],
              ['amount', p.task.amount === null ? '' : say(p.task.amount, p.task.unit)], ['', p.task.committed ? 'committed before the plan' : ''],
              ['', p.task.critical ? 'sets the opening date' : ''], ['', p.task.note]] as [string, string][]).filter(([, v]) => v)});
          }
          y += row;
        }
      }
      y += 8;
    }
    const svg = svgBox(width, y + 4, caption());
    const years = last - first, every = Math.ceil((years * 40) / (right - left));
    for (let t = first; t <= last; t += 1) {
      const label = (t - first) % every === 0;
      svg.append(s('line', {x1: x(t), x2: x(t), y1: 22, y2: y, class: label ? 'grid' : 'grid faint'}));
      if (label && t < last) svg.append(s('text', {x: x(t) + 3, y: 14, class: 'tick'}, String(t)));
    }
    if (years <= 3 && right - left > 400)
      for (let t = first + 0.25; t < last; t += 0.25)
        if (t % 1 !== 0) svg.append(s('line', {x1: x(t), x2: x(t), y1: 22, y2: y, class: 'grid faint'}), s('text', {x: x(t) + 3, y: 14, class: 'tick'}, monthNames[Math.round((t % 1) * 12)].slice(0, 3)));
    for (const period of r.periods) {
      const at = x(period.first_year);
      if (at >= left && at <= right) svg.append(s('line', {x1: at, x2: at, y1: 18, y2: y, class: 'period-line'}));
    }
    svg.append(body);
    interact(svg, marks);
    box.append(svg, legend([...unique(shown().map((t) => t.lane)).sort((a, b) => laneRank(a) - laneRank(b)).map((lane) => ({name: lane, colour: laneColour(lane)})),
                            ...(shown().some((t) => t.critical) ? [{name: 'sets the opening', colour: 'var(--bad)', line: true}] : []),
                            ...(shown().some((t) => t.committed) ? [{name: 'outlined: committed before the plan', colour: 'transparent'}] : []),
                            {name: 'first year of a period', colour: 'var(--ink-2)', line: true, dashed: true}]));
  };
  const caption = () => {
    const longest = [...shown()].filter((t) => !['operation', 'chips'].includes(t.lane)).sort((a, b) => when(b.end) - when(b.start) - (when(a.end) - when(a.start)))[0];
    if (!longest) return 'Nothing is built.';
    const months = Math.round(12 * (when(longest.end) - when(longest.start)));
    const critical = unique(shown().filter((t) => t.critical).map((t) => t.lane));
    return `The longest step is ${longest.label} at ${siteName(longest.site)}, ${months} months until ${spoken(longest.end)}` +
           (critical.length ? `; openings are set by ${listed(critical)}.` : '.') + r.captions.filter((c) => c.chart === 'timeline').map((c) => ` ${c.sentence}`).join('');
  };
  return [chart({
    id: 'timeline', title: 'What is built when', caption, draw,
    table: () => ({
      columns: ['Site', 'Lane', 'Step', 'From', 'To'].map((title) => ({title})).concat([{title: 'Amount'}, {title: 'Unit'}, {title: 'Mark'}]),
      rows: shown().map((t) => [siteName(t.site), capital(t.lane), t.label, t.start, t.end, t.amount, t.unit,
                                [t.committed ? 'committed' : '', t.critical ? 'sets the opening' : ''].filter(Boolean).join(', ')]),
    }),
  })];
}
