// What each rule costs: the plan against the plan without it.
import {scaleLinear} from 'd3-scale';
import {chart, interact, type Mark} from '../chart';
import {fitText, h, s, svgBox, textWidth} from '../dom';
import type {Report, RulePrice} from '../model';
import {capital, counted, percent, say, unique, unitText} from '../words';

const colours: Record<string, string> = {target: 'var(--c1)', residency: 'var(--c2)', latency: 'var(--c4)', 'carbon-free': 'var(--c3)', carbon: 'var(--c7)', water: 'var(--c6)', licence: 'var(--c5)', 'full power': 'var(--c8)'};

export function rulePrices(r: Report): HTMLElement[] {
  const prices = r.rule_prices, note = r.rule_note ? h('p', {class: 'small'}, r.rule_note) : null;
  if (prices.length === 0) return note ? [note] : [];
  const dear = prices.filter((one) => (one.worth ?? 0) > 0), free = prices.filter((one) => one.worth === 0), unknown = prices.filter((one) => one.worth === null);
  const unit = (dear[0] ?? prices[0]).unit, money = unit.startsWith(r.head.currency);
  const share = (one: RulePrice) => (one.share ? percent(one.share, one.share < 0.1 ? 1 : 0) : '');
  const draw = (box: HTMLElement, width: number) => {
    // The rule stands above its bar: names are as long as they must be.
    const top = 26, tall = 46, most = Math.max(1e-12, ...dear.map((one) => one.worth ?? 0));
    const value = (one: RulePrice) => [say(one.worth), share(one) && `(${share(one)})`].filter(Boolean).join('  ');
    const room = 10 + Math.max(0, ...dear.map((one) => textWidth(value(one), 12, 600)));
    const x = scaleLinear().domain([0, most]).range([0, Math.max(60, width - room)]);
    const svg = svgBox(width, top + tall * Math.max(1, dear.length), caption()), marks: Mark[] = [];
    svg.append(s('text', {x: 0, y: 12, class: 'unit'}, `${unitText(unit)} (share of ${money ? 'the plan’s cost' : 'the plan’s'})`));
    dear.forEach((one, i) => {
      const y = top + tall * i, wide = Math.max(1.5, x(one.worth ?? 0));
      const bar = s('rect', {x: 0, y: y + 19, width: wide, height: 16, rx: 2, class: 'bar', style: `fill:${colours[one.kind] ?? 'var(--c7)'}`});
      svg.append(s('text', {x: 0, y: y + 13, class: 'tick'}, fitText(one.rule, width)), bar, s('text', {x: wide + 6, y: y + 31, class: 'tick strong'}, value(one)));
      marks.push({x: wide / 2, y, element: bar, title: one.rule, lines: ([['costs', say(one.worth, unit)], ['share', share(one)],
        ['in money', money || !one.cost_per_year ? '' : say(one.cost_per_year, `${r.head.currency} per year`)]] as [string, string][]).filter(([, v]) => v)});
    });
    interact(svg, marks);
    box.append(svg);
  };
  const caption = () => {
    const known = dear.length + free.length;
    return `${dear.length ? capital(`${counted(dear.length, '').trim()} of ${counted(known, 'rule')} ${dear.length > 1 ? 'cost' : 'costs'} something`) : 'No rule costs anything'} when each is dropped alone.`;
  };
  return [...dear.slice(0, 3).map((one) => h('p', {class: 'finding-line'}, one.sentence)),
          dear.length ? chart({
            id: 'rule-prices', title: 'Cost of each rule, planned again without it', caption, draw,
            table: () => ({columns: [{title: 'Rule'}, {title: 'Kind'}, {title: 'Costs', unit}, {title: 'Share', unit: '%'}, {title: 'In money', unit: `${r.head.currency} per year`}],
                           rows: prices.map((one) => [one.rule, one.kind, one.worth, one.share === null ? null : 100 * one.share, one.cost_per_year])}),
          }) : null,
          free.length ? h('p', {class: 'prose'}, h('strong', {}, 'Costs nothing: '), `${unique(free.map((one) => one.rule)).join('; ')}.`) : null,
          ...free.filter((one) => (one.cost_per_year ?? 0) > 0).map((one) => h('p', {class: 'small'}, one.sentence)),
          ...unknown.map((one) => h('p', {class: 'small'}, one.sentence)), note,
          h('p', {class: 'small'}, 'Each rule is dropped alone and the plan made again, all else kept. Prices of two rules do not add up: where one goes, another may still hold.')].filter((e) => e !== null);
}
