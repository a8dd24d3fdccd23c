// What binds, what the law asks, what was claimed.
import {h} from '../dom';
import type {Claim, Report} from '../model';
import {tableView} from '../table';
import {capital, counted, num, percent, say, sum, unitText} from '../words';

export function bottlenecks(r: Report): HTMLElement[] {
  if (r.bottlenecks.length === 0) return [];
  const ranked = [...r.bottlenecks].sort((a, b) => (b.saving ?? 0) - (a.saving ?? 0));
  const most = Math.max(...ranked.map((b) => b.saving ?? 0), 1e-9);
  const items = ranked.map((b) => {
    const where = r.sites.find((site) => site.id === b.site)?.name, period = b.period >= 0 ? r.periods[b.period]?.name : '';
    const facts = [b.kind, where, period, b.price === null ? '' : `price of the first unit: ${say(b.price, b.price_unit)}`].filter(Boolean).join(' · ');
    return h('li', {},
             h('p', {class: 'finding'}, b.sentence), h('div', {class: 'meter', 'aria-hidden': 'true'}, h('span', {style: `width:${Math.max(0, (100 * (b.saving ?? 0)) / most)}%`})),
             h('p', {class: 'small'}, facts, ' · ', h('span', {class: `tag ${b.measured ? 'good' : ''}`}, b.measured ? 'measured: planned again with the step taken' : 'at most: price times step, not planned again')));
  });
  const total = ranked.filter((b) => b.measured).length;
  return [h('p', {class: 'finding-line'}, `${capital(counted(ranked.length, 'limit binds', 'limits bind'))} and ${ranked.length === 1 ? 'has' : 'have'} a price; ${counted(total, 'was', 'were')} measured by planning again.`), h('ol', {class: 'bottlenecks'}, ...items),
          h('details', {}, h('summary', {}, 'As a table'), tableView({
            columns: [{title: 'Limit'}, {title: 'Site'}, {title: 'Period'}, {title: 'Price', raw: true}, {title: 'Step'}, {title: 'Saving'}, {title: 'How known'}],
            rows: ranked.map((b) => [b.sentence, r.sites.find((site) => site.id === b.site)?.name ?? 'all', r.periods[b.period]?.name ?? 'all', say(b.price, b.price_unit),
                                     say(b.step, b.step_unit), say(b.saving, b.saving_unit), b.measured ? 'measured' : 'at most'])}, 'Bottlenecks'))];
}

const marks = {yes: ['good', '✓ fulfilled'], no: ['bad', '✕ broken'], 'the operator': ['warn', '→ the operator'], 'not checked': ['warn', '? not checked']} as const;

export function compliance(r: Report): HTMLElement[] {
  if (r.compliance.length === 0) return [];
  const rank = {no: 0, 'the operator': 1, 'not checked': 2, yes: 3};
  const ranked = [...r.compliance].sort((a, b) => rank[a.fulfilled] - rank[b.fulfilled]);
  const count = (which: string) => ranked.filter((row) => row.fulfilled === which).length;
  const tables = h('div', {});
  const show = (which: string) => tables.replaceChildren(tableView({
    columns: [{title: 'Standing'}, {title: 'Rule'}, {title: 'Where'}, {title: 'Period'}, {title: 'Fulfilled by'}, {title: 'Evidence'}, {title: 'Law'}],
    rows: ranked.filter((row) => !which || row.fulfilled === which).map((row) => {
      const [kind, words] = marks[row.fulfilled];
      return [h('span', {class: `badge ${kind}`}, words), row.rule, row.subject, row.period, row.fulfilled_by || '–', row.evidence || '–', row.law];
    })}, 'Compliance list', true));
  show('');
  const options: [string, string][] = [['', `All ${ranked.length}`], ['no', `Broken ${count('no')}`], ['the operator', `The operator's ${count('the operator')}`],
                                       ['not checked', `Not checked ${count('not checked')}`], ['yes', `Fulfilled ${count('yes')}`]];
  const buttons = options.map(([which, words], i) => h('button', {type: 'button', 'aria-pressed': String(i === 0), click: () => {
    buttons.forEach((one, j) => one.setAttribute('aria-pressed', String(i === j)));
    show(which);
  }}, words));
  const broken = count('no'), theirs = count('the operator'), rules = ranked.length - theirs;
  return [h('p', {class: 'finding-line'}, (broken ? `${broken} of ${rules} rules ${broken === 1 ? 'is' : 'are'} broken by this plan; ${count('yes')} are fulfilled with evidence.`
                                                  : `No rule is broken; ${count('yes')} of ${rules} are fulfilled with evidence.`) + (theirs ? ` Laws ask ${counted(theirs, 'more thing', 'more things')} of the operators.` : '')),
          h('div', {class: 'segments', role: 'group', 'aria-label': 'Rules shown'}, ...buttons), tables];
}

function bars(claim: Claim): HTMLElement | string {
  if (claim.claimed === null || claim.planned === null) return '–';
  const most = Math.max(Math.abs(claim.claimed), Math.abs(claim.planned), 1e-12);
  const bar = (kind: string, value: number) => h('span', {class: kind, style: `width:${(100 * Math.abs(value)) / most}%`});
  return h('div', {class: 'pair', role: 'img', 'aria-label': `claimed ${num(claim.claimed)}, planned ${num(claim.planned)}`}, bar('claimed', claim.claimed), bar('planned', claim.planned));
}

export function claims(r: Report): HTMLElement[] {
  if (r.claims.length === 0) return [];
  const gap = (c: Claim) => (c.claimed === null || c.planned === null || c.claimed === 0 ? null : c.planned / c.claimed - 1);
  const near = r.claims.filter((c) => Math.abs(gap(c) ?? 9) <= 0.1).length, compared = r.claims.filter((c) => gap(c) !== null).length;
  return [h('p', {class: 'finding-line'}, `${capital(counted(near, 'claim'))} of ${compared} ${near === 1 ? 'lies' : 'lie'} within 10\u202f% of the plan; the table says why where a reason is known.`),
          tableView({
            columns: [{title: 'Claim'}, {title: 'Claimed'}, {title: 'Planned'}, {title: 'Side by side'}, {title: 'Deviation'}, {title: 'Why'}, {title: 'Said by, source'}],
            rows: r.claims.map((c) => {
              const d = gap(c);
              return [c.what, say(c.claimed, c.unit), say(c.planned, c.unit), bars(c), d === null ? '–' : (d >= 0 ? '+' : '−') + percent(Math.abs(d)), c.explanation || (Math.abs(d ?? 0) > 0.1 ? 'not explained' : ''),
                      [c.who, c.date, c.source].filter(Boolean).join(', ')];
            })}, 'Claims against the plan', true),
          h('p', {class: 'legend-line small'}, h('span', {class: 'swatch', style: '--swatch:var(--k-other)'}), ' claimed ', h('span', {class: 'swatch', style: '--swatch:var(--c1)'}), ' planned')];
}

export function forbidden(r: Report): HTMLElement[] {
  if (r.forbidden.length === 0) return [];
  const service = (id: string) => r.services.find((one) => one.id === id)?.name ?? (id || 'all services');
  const site = (id: string) => r.sites.find((one) => one.id === id)?.name ?? (id || 'all sites');
  return [h('h3', {}, 'What the plan may not do, and why'),
          tableView({columns: [{title: 'Service'}, {title: 'Site'}, {title: 'Accelerator'}, {title: 'Rule'}, {title: 'Reason'}],
                     rows: r.forbidden.map((f) => [service(f.service), site(f.site), f.accelerator || 'all', f.rule, f.reason])}, 'Forbidden pairs', true)];
}

export function targets(r: Report): HTMLElement[] {
  if (r.targets.length === 0) return [];
  const missed = r.targets.filter((t) => t.required !== null && t.reached !== null && t.reached < t.required * (1 - 1e-6)).length;
  const cost = sum(r.targets.map((t) => t.cost));
  return [h('p', {class: 'finding-line'}, `${missed ? `${missed} of ${r.targets.length} targets are missed` : `All ${r.targets.length} targets are reached`}` + (cost > 0 ? `; those that were computed cost ${say(cost, r.head.currency)} when each is dropped alone.` : '.')),
          tableView({columns: [{title: 'Target'}, {title: 'Period'}, {title: 'Required'}, {title: 'Reached'}, {title: 'Unit'}, {title: 'Price of one more'}, {title: 'Cost of the target'}, {title: 'Note'}],
                     rows: r.targets.map((t) => [t.name, r.periods[t.period].name, num(t.required), num(t.reached), unitText(t.unit), say(t.price, t.price_unit), say(t.cost, r.head.currency), t.note])}, 'Targets', true)];
}
