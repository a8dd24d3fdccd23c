// The supply chain: how much of each stage's capacity a period uses.
import {chart, interact, legend, type Mark} from '../chart';
import {fitText, s, svgBox, textWidth} from '../dom';
import type {Report, SupplyRow} from '../model';
import {chosen} from '../state';
import {listed, percent, say, unique} from '../words';

export function supply(r: Report): HTMLElement[] {
  if (r.supply.length === 0) return [];
  const stages = unique(r.supply.map((row) => row.stage));
  const row = (stage: string, p: number): SupplyRow | undefined => r.supply.find((one) => one.stage === stage && one.period === p);
  const share = (one: SupplyRow | undefined) => (one && one.available !== null && one.available > 0 && one.used !== null ? one.used / one.available : null);
  const draw = (box: HTMLElement, width: number) => {
    const left = Math.min(width * 0.36, 12 + Math.max(...stages.map((stage) => textWidth(stage)))), gap = 8, top = 26, tall = 30;
    const wide = (width - left) / r.periods.length;
    const svg = svgBox(width, top + tall * stages.length + 6, caption()), marks: Mark[] = [];
    r.periods.forEach((period, p) => svg.append(s('text', {x: left + wide * p, y: 14, class: 'tick strong'}, period.name)));
    stages.forEach((stage, j) => {
      const y = top + tall * j;
      svg.append(s('text', {x: 0, y: y + 15, class: 'tick'}, fitText(stage, left - 8)));
      r.periods.forEach((period, p) => {
        const one = row(stage, p), used = share(one), room = wide - gap - 42;
        const box_ = s('rect', {x: left + wide * p, y: y + 5, width: room, height: 14, rx: 2, class: 'trough'});
        svg.append(box_);
        if (!one) return;
        svg.append(s('rect', {x: left + wide * p, y: y + 5, width: room * Math.min(1, used ?? 0), height: 14, rx: 2, style: `fill:${one.bottleneck ? 'var(--bad)' : 'var(--c1)'};pointer-events:none`}),
                   s('text', {x: left + wide * p + room + 4, y: y + 16, class: one.bottleneck ? 'tick strong' : 'tick'}, used === null ? '–' : percent(used)));
        marks.push({x: left + wide * p + room / 2, y, element: box_, title: `${stage}, ${period.name}`, lines: ([
          ['used', say(one.used, one.unit)], ['available', say(one.available, one.unit)], ['price', one.price === null ? '' : say(one.price, one.price_unit)],
          ['', one.bottleneck ? 'bottleneck of the year' : ''], ['', one.note]] as [string, string][]).filter(([, v]) => v)});
      });
    });
    interact(svg, marks);
    box.append(svg, legend([{name: 'used share of the capacity', colour: 'var(--c1)'}, {name: 'bottleneck of the year', colour: 'var(--bad)'}]));
  };
  const caption = () => {
    const tight = r.supply.filter((one) => one.period === chosen.period && one.bottleneck);
    const name = r.periods[chosen.period]?.name;
    if (tight.length) return `In ${name} ${listed(tight.map((one) => one.stage))} ${tight.length > 1 ? 'hold' : 'holds'} the chain back${tight[0].price === null ? '' : `, at ${say(tight[0].price, tight[0].price_unit)}`}.`;
    const fullest = stages.map((stage) => ({stage, used: share(row(stage, chosen.period)) ?? 0})).sort((a, b) => b.used - a.used)[0];
    return `No stage holds the chain back in ${name}; the fullest is ${fullest.stage} at ${percent(fullest.used)}.`;
  };
  return [chart({
    id: 'supply', title: 'Supply chain by year', caption, draw,
    table: () => ({columns: [{title: 'Stage'}, {title: 'Period'}, {title: 'Used'}, {title: 'Available'}, {title: 'Unit'}, {title: 'Share', unit: '%'}, {title: 'Bottleneck'}, {title: 'Price'}, {title: 'Price unit'}, {title: 'Note'}],
                   rows: r.supply.map((one) => [one.stage, r.periods[one.period].name, one.used, one.available, one.unit, share(one) === null ? null : 100 * (share(one) ?? 0), one.bottleneck ? 'yes' : '', one.price, one.price_unit, one.note])}),
  })];
}
