// The supply chain: how much of each stage's capacity a period uses.
import {chart, interact, legend, type Mark} from '../chart';
import {fitText, s, svgBox, textWidth} from '../dom';
import type {Report, SupplyRow} from '../model';
import {chosen} from '../state';
import {listed, num, percent, say, unique} from '../words';

export function supply(r: Report): HTMLElement[] {
  if (r.supply.length === 0) return [];
  const stages = unique(r.supply.map((row) => row.stage));
  const row = (stage: string, p: number): SupplyRow | undefined => r.supply.find((one) => one.stage === stage && one.period === p);
  const share = (one: SupplyRow | undefined) => (one && one.available !== null && one.available > 0 && one.used !== null ? one.used / one.available : null);
  const draw = (box: HTMLElement, width: number) => {
    const left = Math.min(width * 0.36, 12 + Math.max(...stages.map((stage) => textWidth(stage)))), gap = 8, top = 40, tall = 30;
    const wide = (width - left) / r.periods.length;
    const svg = svgBox(width, top + tall * stages.length + 6, caption()), marks: Mark[] = [];
    svg.append(s('text', {x: 0, y: 12, class: 'unit'}, '% of the capacity used'));
    r.periods.forEach((period, p) => svg.append(s('text', {x: left + wide * p, y: 32, class: 'tick strong'}, period.name)));
    stages.forEach((stage, j) => {
      const y = top + tall * j;
      svg.append(s('text', {x: 0, y: y + 15, class: 'tick'}, fitText(stage, left - 8)));
      r.periods.forEach((period, p) => {
        const one = row(stage, p), used = share(one), tight = wide < 92, room = tight ? wide - 3 : wide - gap - 42;
        const box_ = s('rect', {x: left + wide * p, y: tight ? y + 1 : y + 5, width: room, height: tight ? tall - 3 : 14, rx: 2, class: 'trough',
                                style: tight && used !== null ? `fill:color-mix(in srgb, ${one?.bottleneck ? 'var(--bad)' : 'var(--c1)'} ${Math.round(8 + 45 * Math.min(1, used))}%, var(--paper))` : undefined});
        svg.append(box_);
        if (!one) return;
        if (tight) svg.append(s('text', {x: left + wide * p + room / 2, y: y + 18, 'text-anchor': 'middle', class: 'cell-text'}, used === null ? '–' : num(Math.round(100 * used))));
        else svg.append(s('rect', {x: left + wide * p, y: y + 5, width: room * Math.min(1, used ?? 0), height: 14, rx: 2, style: `fill:${one.bottleneck ? 'var(--bad)' : 'var(--c1)'};pointer-events:none`}),
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
