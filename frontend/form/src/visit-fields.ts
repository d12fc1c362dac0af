// Between the fields of a checklist and answers: what fields.ts reads, with remarks and photos.
import type { Answer } from './document';
import { readAnswer, retype, typed } from './fields';
import { trimBlank } from './logic';
import type { TypedVisit, VisitItem, VisitModel } from './visit-model';

type Field = HTMLInputElement | HTMLTextAreaElement;

const NOTE = 'n.';
const HELD = 'h.';

const fields = (form: HTMLFormElement, prefix: string) =>
  (Array.from(form.elements) as Field[]).filter((f) => f.name?.startsWith(prefix));

/** The photos that an item names. */
export const held = (form: HTMLFormElement, code: string) =>
  fields(form, HELD)
    .filter((f) => f.name === HELD + code)
    .map((f) => f.value);

/** Reads the whole report. */
export function readVisit(form: HTMLFormElement, model: VisitModel): Record<string, Answer> {
  const answers: Record<string, Answer> = {};
  for (const section of model.sections) {
    for (const item of section.items) {
      const answer: Answer = (item.is && readAnswer(form, item)) || {};
      if (Number.isNaN(answer.number)) delete answer.number;
      const remark = fields(form, NOTE).find((f) => f.name === NOTE + item.code);
      const note = remark && trimBlank(remark.value);
      if (note) answer.note = note;
      const photos = held(form, item.code);
      if (photos.length) answer.photos = photos;
      if (Object.keys(answer).length) answers[item.code] = answer;
    }
  }
  return answers;
}

/** Says what an item lacks for a report; '' when nothing, or nothing that can be said here. */
export function lacking(item: VisitItem, answer: Answer | undefined, texts: Record<string, string>): string {
  const codes = answer?.codes ?? [];
  const given = codes.length > 0 || answer?.text !== undefined || answer?.number !== undefined;
  if (!given) return item.required ? (texts.required ?? '') : '';
  const { photos } = item;
  const says = (of?: string[]) => codes.some((c) => of?.includes(c));
  if (!photos || says(item.na) || (photos.on_fail && !says(item.fail))) return '';
  return (answer?.photos?.length ?? 0) < photos.min ? (item.few ?? '') : '';
}

/** Notes what stands in the fields. */
export function typedVisit(form: HTMLFormElement): TypedVisit {
  const all = typed(form);
  for (const f of fields(form, NOTE).concat(fields(form, HELD)))
    if (f.value) (all[f.name] = all[f.name] ?? []).push(f.value);
  const day = form.elements.namedItem('_day') as HTMLInputElement;
  all._day = [day.value];
  return all;
}

/** Puts back what typedVisit noted; photos that the page does not show yet go to hold. */
export function retypeVisit(
  form: HTMLFormElement,
  model: VisitModel,
  all: TypedVisit,
  hold: (code: string, sha: string) => void,
): void {
  retype(form, all);
  for (const f of fields(form, NOTE)) {
    f.value = all[f.name]?.[0] ?? '';
    if (f.value) f.closest('details')?.setAttribute('open', '');
  }
  const day = form.elements.namedItem('_day') as HTMLInputElement;
  if (all._day?.[0]) day.value = all._day[0];
  for (const section of model.sections) {
    for (const { code, photos } of section.items) {
      if (!photos) continue;
      const kept = all[HELD + code] ?? [];
      for (const f of fields(form, HELD))
        if (f.name === HELD + code && !kept.includes(f.value)) f.closest('li')?.remove();
      const here = held(form, code);
      kept.filter((sha) => !here.includes(sha)).forEach((sha) => hold(code, sha));
    }
  }
}
