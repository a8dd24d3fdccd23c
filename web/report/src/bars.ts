// Stacked bars over a few columns (years), parts below zero included; lines over them where asked.
import {scaleBand} from 'd3-scale';
import {valueAxis} from './axes';
import {interact, legend, type Mark} from './chart';
import {fitText, s, svgBox, textWidth} from './dom';
import type {Num} from './model';
import {num, say, sum} from './words';

export interface Part { name: string; colour: string; values: Num[]; line?: boolean; dashed?: boolean }
export interface Stack { columns: string[]; parts: Part[]; unit: string; label: string; height?: number; totals?: boolean }

export function stackedBars(box: HTMLElement, width: number, stack: Stack): void {
  const bars = stack.parts.filter((part) => !part.line && part.values.some((v) => v));
  const lines = stack.parts.filter((part) => part.line);
  const ups = stack.columns.map((_, c) => sum(bars.map((part) => Math.max(0, part.values[c] ?? 0))));
  const downs = stack.columns.map((_, c) => sum(bars.map((part) => Math.min(0, part.values[c] ?? 0))));
  const onLines = lines.flatMap((part) => part.values.map((v) => v ?? 0));
  const high = Math.max(0, ...ups, ...onLines), low = Math.min(0, ...downs, ...onLines);

  const height = stack.height ?? 300;
  const svg = svgBox(width, height, stack.label);
  const frame = {left: 52, right: width - 6, top: 38, bottom: height - 26};
  const axis = valueAxis(svg, low, high, stack.unit, frame);
  const x = scaleBand().domain(stack.columns.map((_, c) => String(c))).range([frame.left, frame.right])
                .paddingInner(stack.columns.length > 6 ? 0.25 : 0.45).paddingOuter(0.3);
  const wide = Math.min(x.bandwidth(), 96);
  const marks: Mark[] = [];
  const every = Math.ceil((Math.max(...stack.columns.map((name) => textWidth(name))) + 10) / x.step());
  stack.columns.forEach((column, c) => {
    const left = (x(String(c)) ?? 0) + (x.bandwidth() - wide) / 2, middle = left + wide / 2;
    let up = 0, down = 0;
    for (const part of bars) {
      const value = part.values[c] ?? 0;
      if (value === 0) continue;
      const from = value > 0 ? up : down, to = from + value;
      if (value > 0) up = to; else down = to;
      const top = axis.y(Math.max(from, to)), tall = Math.max(0.75, axis.y(Math.min(from, to)) - top);
      const rect = s('rect', {x: left, y: top, width: wide, height: tall, class: 'bar', style: `fill:${part.colour}`});
      svg.append(rect);
      const lines_: [string, string][] = [[column, say(value, stack.unit)]];
      if (up > 0 && bars.length > 1) lines_.push(['of the column', say(value > 0 ? ups[c] : downs[c], stack.unit)]);
      marks.push({x: middle, y: top, element: rect, title: part.name, lines: lines_});
    }
    if (c % every === 0) svg.append(s('text', {x: middle, y: height - 8, class: 'tick strong', 'text-anchor': 'middle'}, fitText(column, x.step() * every - 4)));
    if ((stack.totals ?? true) && stack.columns.length <= 8 && ups[c] > 0 && lines.length === 0)
      svg.append(s('text', {x: middle, y: axis.y(ups[c]) - 6, class: 'value', 'text-anchor': 'middle'}, num(ups[c] / axis.factor, 3)));
  });
  for (const part of lines) {
    const points = part.values.map((v, c): [number, number, number, number] | null =>
      v === null ? null : [(x(String(c)) ?? 0) + x.bandwidth() / 2, axis.y(v), v, c]).filter((p) => p !== null);
    svg.append(s('polyline', {points: points.map((p) => `${p[0]},${p[1]}`).join(' '), class: part.dashed ? 'limit' : 'line', style: `stroke:${part.colour}`}));
    if (part.dashed) continue;
    for (const [px, py, value, c] of points) {
      const dot = s('circle', {cx: px, cy: py, r: 3.5, style: `fill:${part.colour}`, class: 'dot'});
      svg.append(dot);
      marks.push({x: px, y: py, element: dot, title: part.name, lines: [[stack.columns[c], say(value, stack.unit)]]});
    }
  }
  interact(svg, marks);
  box.append(svg);
  if (stack.parts.length > 1)
    box.append(legend(stack.parts.filter((p) => p.line || bars.includes(p)).map((p) => ({name: p.name, colour: p.colour, line: p.line, dashed: p.dashed}))));
}
