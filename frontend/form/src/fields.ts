// Between the fields of the form and answers. The fields are the truth while somebody types; answers are read from them.
import type { Answer, Answers } from './document';
import { trimBlank } from './logic';
import { choiceProblem, OTHER } from './kinds/choice';
import { dateProblem } from './kinds/date';
import { numberProblem, parseNumber } from './kinds/number';
import { tidyTime, timeProblem } from './kinds/time';
import type { Model, ModelItem } from './model';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What stands in the fields, by field name: what a draft keeps. */
export type Typed = Record<string, string[]>;

const PREFIX = 'a.';

export const box = (code: string) => document.getElementById(`i-${code}`);

const isPicked = (f: Field) => f.type === 'radio' || f.type === 'checkbox';

/** The fields that belong to items, in the order of the page. */
export function itemFields(form: HTMLFormElement): Field[] {
  return (Array.from(form.elements) as Field[]).filter((f) => f.name?.startsWith(PREFIX));
}

const fieldsNamed = (form: HTMLFormElement, name: string) => itemFields(form).filter((f) => f.name === name);

/** Reads one item's answer; undefined when nothing was given. A number that is none comes back as NaN. */
export function readAnswer(form: HTMLFormElement, item: ModelItem): Answer | undefined {
  const fields = fieldsNamed(form, PREFIX + item.code);
  const values = fields
    .filter((f) => !f.disabled && (!isPicked(f) || (f as HTMLInputElement).checked))
    .map((f) => trimBlank(f.value))
    .filter((v) => v !== '');
  const [value] = values;
  if (value === undefined) return undefined;
  if (item.is === 'number') return { number: parseNumber(value) };
  if (item.is === 'text') return { text: item.type === 'time' ? tidyTime(value) : value };
  const answer: Answer = { codes: values };
  const words = values.includes(OTHER) && fieldsNamed(form, `${PREFIX}${item.code}.${OTHER}`)[0];
  const text = words ? trimBlank(words.value) : '';
  if (text) answer.text = text;
  return answer;
}

/** Offers the options that are shown, or all; what is chosen of the others stays marked but does not count. */
export function offer(model: Model, shown?: Set<string>): void {
  for (const section of model.sections) {
    for (const { code, options = [] } of section.items) {
      for (const o of options) {
        const name = `${code}.${o.code}`;
        const at = o.show && box(name);
        if (!at) continue;
        at.hidden = !!shown && !shown.has(name);
        at.querySelectorAll('input').forEach((i) => (i.disabled = at.hidden));
      }
    }
  }
}

/** Reads all answers. Those that spell no number are left out, as the server does. */
export function readAnswers(form: HTMLFormElement, model: Model): Answers {
  const answers: Record<string, Answer> = {};
  for (const section of model.sections) {
    for (const item of section.items) {
      const answer = item.is ? readAnswer(form, item) : undefined;
      if (answer && !Number.isNaN(answer.number ?? 0)) answers[item.code] = answer;
    }
  }
  return answers;
}

/** Says what is wrong with one item's answer; '' when nothing is, or nothing that can be said here. */
export function problem(form: HTMLFormElement, item: ModelItem, texts: Record<string, string>): string {
  if (!item.is) return '';
  const answer = readAnswer(form, item);
  const key = answer ? problemOf(item, answer) : item.required ? 'required' : undefined;
  return key ? (item.says?.[key] ?? texts[key] ?? '') : '';
}

function problemOf(item: ModelItem, answer: Answer): string | undefined {
  if (answer.codes) return choiceProblem(item, answer);
  if (item.type === 'number') return numberProblem(item, answer.number ?? NaN);
  if (item.type === 'time') return timeProblem(item, answer.text ?? '');
  return item.type === 'date' ? dateProblem(item, answer.text ?? '') : undefined;
}

/** Notes what stands in the fields. */
export function typed(form: HTMLFormElement): Typed {
  const all: Typed = {};
  for (const f of itemFields(form)) {
    const on = isPicked(f) ? (f as HTMLInputElement).checked : f.value !== '';
    if (on) (all[f.name] = all[f.name] ?? []).push(f.value);
  }
  return all;
}

/** Puts back what typed noted. Fields the page no longer has are passed over. */
export function retype(form: HTMLFormElement, all: Typed): void {
  for (const f of itemFields(form)) {
    const values = all[f.name] ?? [];
    if (isPicked(f)) (f as HTMLInputElement).checked = values.includes(f.value);
    else f.value = values[0] ?? '';
  }
}

/** Empties one item's fields. */
export function clearItem(form: HTMLFormElement, code: string): void {
  for (const f of itemFields(form)) {
    if (f.name !== PREFIX + code && f.name !== `${PREFIX}${code}.${OTHER}`) continue;
    if (isPicked(f)) (f as HTMLInputElement).checked = false;
    else f.value = '';
  }
}
