// Load duration: the hours of each period sorted from the highest.
import {scaleLinear} from 'd3-scale';
import {valueAxis} from '../axes';
import {chart, choice, interact, legend, type Mark} from '../chart';
import {colour} from '../colours';
import {s, svgBox} from '../dom';
import {hoursOf, weights} from '../hourly';
import type {Report} from '../model';
import {chosen} from '../state';
import {num, percent, say} from '../words';

interface Curve { period: number; name: string; hours: number[]; values: number[]; unit: string; total: number }

const shares = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1];

export function duration(r: Report): HTMLElement[] {
  if (r.hours.frames.length === 0) return [];
  const measures: [string, (role: string, kind: string) => boolean][] = [
    ['Load', (role) => role === 'load'], ['Grid', (role, kind) => role === 'supply' && kind === 'grid'], ['Price', (role) => role === 'price']];
  const known = measures.filter(([, is]) => r.hours.frames.some((f) => f.series.some((one) => is(one.role, one.kind_of_supply))));
  if (known.length === 0) return [];
  let measure = known[0];
  const curves = (): Curve[] => r.periods.flatMap((period, p) => {
    const data = hoursOf(r, p, chosen.site) ?? hoursOf(r, p, '');
    const row = data?.rows.find((one) => measure[1](one.role, one.kind));
    if (!data || !row) return [];
    const w = weights(data);
    const order = row.values.map((_, i) => i).sort((a, b) => row.values[b] - row.values[a]);
    let passed = 0;
    return [{period: p, name: period.name, unit: row.unit, values: order.map((i) => row.values[i]), hours: order.map((i) => (passed += w[i])), total: passed}];
  });
  const at = (curve: Curve, share: number): number => {
    const i = curve.hours.findIndex((hour) => hour >= share * curve.total - 1e-9);
    return curve.values[i < 0 ? curve.values.length - 1 : i];
  };
  const meanOf = (curve: Curve) => curve.values.reduce((t, v, i) => t + v * (curve.hours[i] - (curve.hours[i - 1] ?? 0)), 0) / curve.total;
  const caption = () => {
    const all = curves(), curve = all.find((one) => one.period === chosen.period) ?? all[all.length - 1];
    if (!curve) return '';
    if (measure[0] === 'Price') return `In ${curve.name} the price is above ${say(at(curve, 0.1), curve.unit)} in a tenth of the hours and below ${say(at(curve, 0.9), curve.unit)} in another tenth.`;
    return `In ${curve.name} the ${measure[0].toLowerCase()} peaks at ${say(at(curve, 0), curve.unit)} and averages ${percent(meanOf(curve) / at(curve, 0))} of the peak; the top tenth of the hours lies above ${say(at(curve, 0.1), curve.unit)}.`;
  };
  return [chart({
    id: 'duration', title: 'Duration curve', caption,
    controls: (redraw) => known.length > 1 ? [choice('Curve of', known.map(([name]) => name), (i) => { measure = known[i]; redraw(); })] : [],
    draw: (box, width) => {
      const all = curves();
      if (all.length === 0) return;
      const height = 280, svg = svgBox(width, height, caption());
      const frame = {left: 52, right: width - 10, top: 38, bottom: height - 40};
      const peak = Math.max(...all.map((one) => one.values[0])), least = Math.min(0, ...all.map((one) => one.values[one.values.length - 1]));
      const axis = valueAxis(svg, least, peak, all[0].unit, frame);
      const most = Math.max(...all.map((one) => one.total));
      const x = scaleLinear().domain([0, most]).range([frame.left, frame.right]);
      for (const tick of x.ticks(width < 600 ? 4 : 8))
        svg.append(s('text', {x: x(tick), y: frame.bottom + 16, class: 'tick', 'text-anchor': 'middle'}, num(tick)));
      svg.append(s('text', {x: frame.right, y: frame.bottom + 32, class: 'unit', 'text-anchor': 'end'}, 'hours of the year at or above'));
      const marks: Mark[] = [];
      for (const curve of all) {
        const every = Math.max(1, Math.floor(curve.values.length / 1200));
        let d = `M${x(0)},${axis.y(curve.values[0]).toFixed(1)}`;
        curve.values.forEach((v, i) => { if (i % every === 0 || i === curve.values.length - 1) d += `L${x(curve.hours[i]).toFixed(1)},${axis.y(v).toFixed(1)}`; });
        svg.append(s('path', {d, class: curve.period === chosen.period ? 'line' : 'line thin', style: `stroke:${colour(curve.period)};stroke-dasharray:${['none', '7 3', '2 3', '9 3 2 3'][curve.period % 4]}`}));
        for (const share of shares) {
          const dot = s('circle', {cx: x(share * curve.total), cy: axis.y(at(curve, share)), r: 5, class: 'ghost', style: `fill:${colour(curve.period)}`});
          svg.append(dot);
          marks.push({x: x(share * curve.total), y: axis.y(at(curve, share)), element: dot, title: curve.name,
                      lines: [[`${percent(share)} of the hours at or above`, say(at(curve, share), curve.unit)]]});
        }
      }
      interact(svg, marks);
      box.append(svg, legend(all.map((one) => ({name: one.name, colour: colour(one.period), line: true, dashed: one.period > 0}))));
    },
    table: () => {
      const all = curves();
      return {columns: [{title: 'Share of the year'}, ...all.map((one) => ({title: `${measure[0]} ${one.name}`, unit: one.unit}))],
              rows: shares.map((share) => [percent(share), ...all.map((one) => Number(at(one, share).toPrecision(4)))])};
    },
  })];
}
