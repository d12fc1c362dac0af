// What is wrong, said at the field and in a summary above. Texts come from the page.
import { box } from './fields';

export interface Wrong {
  code: string;
  message: string;
}

/** What can be filled in. */
export const FIELD = 'input:not([type=hidden]),textarea,select';

const summary = () => document.getElementById('sum') as HTMLElement;

const element = (tag: string, text = '', className = '') => {
  const e = document.createElement(tag);
  e.textContent = text;
  e.className = className;
  return e;
};

/** Marks exactly these items, replacing what was marked before. With focus, the summary takes it. */
export function showErrors(wrong: Wrong[], texts: Record<string, string>, focus: boolean): void {
  document.querySelectorAll('.q.bad').forEach((q) => unmark(q as HTMLElement));
  const list = summary().querySelector('ul') as HTMLElement;
  list.textContent = '';
  for (const { code, message } of wrong) {
    const q = box(code);
    if (!q) continue;
    mark(q, message);
    const link = element('a', labelOf(q)) as HTMLAnchorElement;
    link.href = `#${q.id}`;
    const line = element('li');
    line.append(link, element('br'), message);
    list.append(line);
  }
  const title = wrong.length === 1 ? texts.errors_1 : texts.errors_2?.replace('2', String(wrong.length));
  (summary().querySelector('h2') as HTMLElement).textContent = wrong.length ? (title ?? '') : '';
  summary().hidden = !wrong.length;
  if (wrong.length && focus) summary().focus();
}

/** Follows a link of the summary to the first field of its item. */
export function followError(e: Event): void {
  const link = (e.target as Element).closest('#sum a');
  const q = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
  if (!q) return;
  e.preventDefault();
  const field = q.querySelector<HTMLElement>(FIELD);
  (field ?? q).focus();
  q.scrollIntoView({ block: 'center' });
}

/** The codes of the items that are marked. */
export const marked = () => Array.from(document.querySelectorAll('.q.bad')).map((q) => q.id.slice(2));

const head = (q: HTMLElement) => q.querySelector('legend,.l') as HTMLElement | null;
const labelOf = (q: HTMLElement) => head(q)?.firstChild?.textContent?.trim() ?? '';
const target = (q: HTMLElement) => (q.tagName === 'FIELDSET' ? q : (q.querySelector<HTMLElement>(FIELD) ?? q));

function mark(q: HTMLElement, message: string): void {
  const error = element('p', message, 'err');
  error.id = `${q.id}-e`;
  const before = q.querySelector('.hint') ?? head(q);
  before?.after(error);
  q.classList.add('bad');
  const at = target(q);
  at.setAttribute('aria-describedby', `${hint(q)} ${error.id}`.trim());
  if (at !== q) at.setAttribute('aria-invalid', 'true');
}

function unmark(q: HTMLElement): void {
  q.classList.remove('bad');
  q.querySelectorAll('.err').forEach((e) => e.remove());
  const at = target(q);
  at.removeAttribute('aria-invalid');
  if (hint(q)) at.setAttribute('aria-describedby', hint(q));
  else at.removeAttribute('aria-describedby');
}

const hint = (q: HTMLElement) => q.querySelector('.hint')?.id ?? '';
