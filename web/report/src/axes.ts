// Axes with few, round, named steps.
import {scaleLinear, type ScaleLinear} from 'd3-scale';
import {s} from './dom';
import {num, scaledUnit, scaleFor} from './words';

export interface ValueAxis { y: ScaleLinear<number, number>; unit: string; factor: number; left: number }

/** A vertical axis from `low` to `high` drawn into `group`: lines across from `left` to `right`, its unit on top. */
export function valueAxis(group: SVGElement, low: number, high: number, unit: string,
                          box: {left: number; right: number; top: number; bottom: number}, ticks = 5, label = ''): ValueAxis {
  const y = scaleLinear().domain(low === high ? [low, low + 1] : [low, high]).range([box.bottom, box.top]);
  y.nice(ticks);
  const most = Math.max(...y.domain().map(Math.abs));  // what is written: the round end of the axis
  const scale = most >= 1e5 && most < 1e6 ? {factor: 1000, word: 'thousand'} : scaleFor(most);
  for (const tick of y.ticks(ticks)) {
    const at = y(tick);
    group.append(s('line', {x1: box.left, x2: box.right, y1: at, y2: at, class: tick === 0 ? 'zero' : 'grid'}),
                 s('text', {x: box.left - 6, y: at + 4, class: 'tick', 'text-anchor': 'end'}, num(tick / scale.factor)));
  }
  const text = [label, scaledUnit(scale, unit)].filter(Boolean).join(', ');
  group.append(s('text', {x: 0, y: box.top - 14, class: 'unit'}, text));
  return {y, unit: scaledUnit(scale, unit), factor: scale.factor, left: box.left};
}
