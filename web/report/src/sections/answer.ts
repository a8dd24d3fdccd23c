// The answer in words, then the large figures.
import {h} from '../dom';
import type {Report} from '../model';
import {dash, num, scaledUnit, scaleFor, unitText} from '../words';

const standing: Record<string, [string, string]> = {
  optimal: ['good', 'Optimal'], limit: ['warn', 'Best plan found within the limit'], infeasible: ['bad', 'No plan meets all limits'],
  unbounded: ['bad', 'The task has no bound'], numerical: ['bad', 'The answer failed the numerical check'],
};

export function badges(r: Report): HTMLElement {
  const out = h('p', {class: 'badges'});
  const [kind, text] = standing[r.head.status] ?? ['', r.head.status];
  if (text) out.append(h('span', {class: `badge ${kind}`}, text));
  if (r.certificate.accepted !== null)
    out.append(h('a', {class: `badge ${r.certificate.accepted ? 'good' : 'bad'}`, href: '#certificate'},
                 !r.certificate.accepted ? 'Refused by the independent check' : r.head.status === 'infeasible' ? 'The proof was checked independently' : 'Certified by an independent check'));
  const broken = r.compliance.filter((row) => row.fulfilled === 'no').length;
  if (r.compliance.length)
    out.append(h('a', {class: `badge ${broken ? 'bad' : 'good'}`, href: '#compliance'},
                 broken ? `${broken} ${broken === 1 ? 'rule' : 'rules'} broken` : 'All checked rules fulfilled'));
  return out;
}

export function answer(r: Report): HTMLElement[] {
  const [lead, ...others] = r.answer;
  const cards = r.headlines.map((line) => {
    const scale = scaleFor(Math.abs(line.value ?? 0));
    const value = line.text || (line.value === null ? dash : num(line.value / scale.factor, 3));
    const unit = line.text || line.value === null ? (line.text ? '' : unitText(line.unit)) : scaledUnit(scale, line.unit);
    return h('div', {class: 'headline'}, h('dt', {}, line.label),
             h('dd', {}, h('span', {class: line.text ? 'big words' : 'big'}, value), unit && h('span', {class: 'unit'}, unit),
               line.note && h('span', {class: 'small'}, line.note)));
  });
  return [
    lead ? h('p', {class: 'lead'}, lead) : null,
    others.length ? h('div', {class: 'prose'}, ...others.map((sentence) => h('p', {}, sentence))) : null,
    cards.length ? h('dl', {class: 'headlines'}, ...cards) : null,
    r.warnings.length ? h('div', {class: 'warnings', role: 'note', 'aria-label': 'Warnings'},
                          ...r.warnings.map((sentence) => h('p', {}, h('strong', {}, 'Mind: '), sentence))) : null,
  ].filter((e) => e !== null);
}
