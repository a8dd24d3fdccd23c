// Why to believe it: certificate, figures with their sources, assumptions, how to compute it again.
import {h} from '../dom';
import type {Figure, Report} from '../model';
import {csv, download, tableView, type Table} from '../table';
import {capital, listed, num, say, sum, unitText} from '../words';

export function certificate(r: Report): HTMLElement[] {
  const c = r.certificate;
  if (c.accepted === null) return [];
  const tiny = (value: number | null) => (value === null ? '–' : value === 0 ? '0' : Math.abs(value) < 0.001 ? say(Number(value.toPrecision(2))) : num(value));
  const facts: [string, string][] = [
    ['Cost of the plan', say(c.objective, c.objective_unit, 6)], ['No plan can cost less than', say(c.dual_bound, c.objective_unit, 6)], ['Relative gap', tiny(c.gap)],
    ['The bound assumes', c.dual_bound_assumes.join('; ')], ['Solver', c.solver], ['Iterations', num(c.iterations, 12)],
    ['Size', [c.columns, c.rows, c.nonzeros].some((v) => v !== null) ? `${num(c.columns, 12)} columns, ${num(c.rows, 12)} rows, ${num(c.nonzeros, 12)} non-zeros` : ''],
    ['Peak memory', c.peak_memory_bytes === null ? '' : `${num(c.peak_memory_bytes / 1048576, 3)} MiB`],
    ['Time', c.seconds.length ? `${num(sum(c.seconds.map((one) => one.seconds)), 3)} s: ${listed(c.seconds.map((one) => `${one.name} ${(one.seconds ?? 0) < 0.001 ? 'under 0.001' : num(one.seconds, 2)} s`))}` : ''],
    ['Hours', [r.head.hours, c.hours_error].filter(Boolean).join('. ')], ['Foresight', r.head.foresight], ['Objective', r.head.objective]];
  return [h('p', {class: `verdict ${c.accepted ? 'good' : 'bad'}`}, h('strong', {}, c.accepted ? '✓ Accepted. ' : '✕ Refused. '), capital(c.sentence)),
          c.checks.length ? tableView({columns: [{title: 'Check'}, {title: 'Found'}, {title: 'Allowed'}, {title: 'Standing'}, {title: 'What it means'}],
                                       rows: c.checks.map((one) => [capital(one.name), `${tiny(one.value)} ${unitText(one.unit)}`.trim(), tiny(one.limit),
                                                                    h('span', {class: `badge ${one.accepted ? 'good' : 'bad'}`}, one.accepted ? '✓ holds' : '✕ fails'), one.meaning])}, 'Checks of the certificate', true) : null,
          h('dl', {class: 'facts'}, ...facts.filter(([, v]) => v && v !== '–').flatMap(([k, v]) => [h('dt', {}, k), h('dd', {}, v)])),
          c.worst_rows.length ? h('details', {}, h('summary', {}, 'The rows that fit worst'), h('ul', {class: 'prose'}, ...c.worst_rows.map((row) => h('li', {}, row)))) : null].filter((e) => e !== null);
}

/** A key that may break after its slashes and underscores: long ones else push the last column off the page. */
const breakable = (name: string): HTMLElement => h('span', {}, ...name.split(/(?<=[/_])/).flatMap((part, i) => (i ? [h('wbr', {}), part] : [part])));

const meaning: Record<string, string> = {A: 'measured or published by the maker or an office', B: 'from one good source or derived', C: 'estimate: treat with care'};

export function figures(r: Report): HTMLElement[] {
  if (r.figures.length === 0) return [];
  const count = (is: (f: Figure) => boolean) => r.figures.filter(is).length;
  const weak = count((f) => f.confidence === 'C'), own = count((f) => f.overlay);
  const range = (f: Figure) => (f.low !== null && f.high !== null ? `${num(f.low)} to ${num(f.high)}` : f.low !== null ? `from ${num(f.low)}` : f.high !== null ? `up to ${num(f.high)}` : '');
  const table = (list: Figure[]): Table => ({
    columns: [{title: 'Figure'}, {title: 'Value'}, {title: 'Range'}, {title: 'Year'}, {title: 'Confidence'}, {title: 'Used in'}, {title: 'Source'}],
    rows: list.map((f) => [breakable(f.name), f.text || `${num(f.value, 6)} ${unitText(f.unit)}`.trim(), range(f), f.year,
                           h('span', {}, h('span', {class: `badge ${f.confidence === 'C' ? 'warn' : ''}`, title: meaning[f.confidence] ?? ''}, f.confidence || '?'), f.overlay ? h('span', {class: 'badge own'}, 'yours') : null),
                           f.used_in, f.source])});
  const box = h('div', {}), found = h('p', {class: 'small', 'aria-live': 'polite'});
  const words = h('input', {type: 'search', placeholder: 'Filter by word', 'aria-label': 'Filter the figures by word'});
  const kind = h('select', {'aria-label': 'Confidence'}, ...[['', 'All confidences'], ['A', 'A'], ['B', 'B'], ['C', 'C: estimates'], ['yours', 'Your own figures']].map(([value, text]) => h('option', {value}, text)));
  const most = innerWidth < 600 ? 12 : 40;
  let all = false;
  const chosenFigures = () => r.figures.filter((f) => {
    const text = `${f.name} ${f.used_in} ${f.source} ${f.unit} ${f.year}`.toLowerCase();
    return words.value.toLowerCase().split(/\s+/).every((word) => text.includes(word)) && (kind.value === '' || (kind.value === 'yours' ? f.overlay : f.confidence === kind.value));
  });
  const show = () => {
    const list = chosenFigures(), shown = all ? list : list.slice(0, most);
    found.textContent = shown.length < list.length ? `${shown.length} of ${list.length} figures shown.` : `${list.length} of ${r.figures.length} figures.`;
    const more = shown.length < list.length ? h('button', {type: 'button', click: () => { all = true; show(); }}, `Show all ${list.length}`) : null;
    box.replaceChildren(tableView(table(shown), 'Figures used', true), ...(more ? [more] : []));
  };
  words.addEventListener('input', show);
  kind.addEventListener('change', show);
  addEventListener('beforeprint', () => { all = true; show(); });
  show();
  return [h('p', {class: 'finding-line'}, `${r.figures.length} figures went into this: ${count((f) => f.confidence === 'A')} of confidence A, ${count((f) => f.confidence === 'B')} of B, ${weak} of C` +
                                          (weak ? ' (estimates, marked)' : '') + (own ? `; ${own} ${own === 1 ? 'is' : 'are'} your own.` : '.')),
          h('div', {class: 'filters'}, words, kind, h('button', {type: 'button', class: 'quiet', click: () => download('figures.csv', csv(table(chosenFigures())))}, 'CSV')), found, box];
}

export function assumptions(r: Report): HTMLElement[] {
  return r.assumptions.length ? [h('ul', {class: 'prose'}, ...r.assumptions.map((sentence) => h('li', {}, sentence)))] : [];
}

export function recompute(r: Report): HTMLElement[] {
  const {commands, files} = r.recompute;
  const facts: [string, string][] = [['Scenario', r.head.scenario], ['Input hash', r.head.input_hash], ['Program', r.head.program_version && `gigaplan ${r.head.program_version}`], ['Planned', r.head.planned_at]];
  if (commands.length + files.length === 0 && !r.head.input_hash) return [];
  return [h('p', {class: 'prose'}, 'The same input gives the same answer on any machine.'),
          commands.length ? h('pre', {tabindex: '0'}, h('code', {}, commands.join('\n'))) : null,
          h('dl', {class: 'facts'}, ...facts.filter(([, v]) => v).flatMap(([k, v]) => [h('dt', {}, k), h('dd', {}, v)])),
          files.length ? h('ul', {class: 'prose'}, ...files.map((line) => h('li', {}, line))) : null].filter((e) => e !== null);
}
