// Which items and which page of a checklist are shown, how far each section is, and what the report still lacks.
import { box, offer } from './fields';
import { visible } from './logic';
import { lacking, readVisit } from './visit-fields';
import type { VisitItem, VisitModel } from './visit-model';

export class VisitPages {
  private shown = new Set<string>();

  constructor(
    private readonly form: HTMLFormElement,
    private readonly model: VisitModel,
  ) {
    this.update();
  }

  /** The shown items that take an answer: of one page, or of all. */
  items(page?: string): VisitItem[] {
    return this.model.sections
      .filter((s) => !page || s.code === page)
      .reduce<VisitItem[]>((all, s) => all.concat(s.items), [])
      .filter((i) => this.shown.has(i.code) && i.is);
  }

  /** Codes of the pages: sections that have something to show, and the last page. */
  get all(): string[] {
    return this.model.sections
      .filter((s) => this.items(s.code).length)
      .map((s) => s.code)
      .concat(this.model.review);
  }

  /** Brings rules, counts, progress and buttons in line with what is filled in. */
  update(): void {
    const { form, model } = this;
    offer(model);
    this.shown = visible(model, readVisit(form, model));
    offer(model, this.shown);
    const answers = readVisit(form, model);
    let filled = 0;
    for (const s of model.sections) {
      s.items.forEach(({ code }) => box(code)?.toggleAttribute('hidden', !this.shown.has(code)));
      const mine = this.items(s.code);
      const n = mine.filter((i) => answers[i.code]?.codes ?? answers[i.code]?.text ?? answers[i.code]?.number).length;
      const chip = form.querySelector<HTMLElement>(`[name=_nav][value="go:${s.code}"]`);
      if (chip) {
        chip.hidden = !mine.length;
        chip.classList.toggle('full', n === mine.length);
        (chip.querySelector('b') as HTMLElement).textContent = `${n}/${mine.length}`;
      }
      filled += n;
    }
    const bar = document.querySelector('progress') as HTMLProgressElement;
    bar.max = this.items().length || 1;
    bar.value = filled;
    this.lacks();
  }

  /** Lists what the report still lacks on the last page. */
  lacks(): VisitItem[] {
    const { texts, sections } = this.model;
    const answers = readVisit(this.form, this.model);
    const wrong = this.items()
      .map((item) => ({ item, message: lacking(item, answers[item.code], texts) }))
      .filter((w) => w.message);
    const at = document.getElementById('lacks') as HTMLElement;
    const title = wrong.length === 1 ? texts.missing_1 : texts.missing_2?.replace('2', String(wrong.length));
    (at.querySelector('h3') as HTMLElement).textContent = (wrong.length ? title : texts.ready) ?? '';
    const list = at.querySelector('ul') as HTMLElement;
    list.textContent = '';
    for (const { item, message } of wrong) {
      const section = sections.find((s) => s.items.includes(item));
      const line = document.createElement('li');
      const link = document.createElement('a');
      link.href = `#i-${item.code}`;
      link.dataset.item = item.code;
      link.textContent = item.label;
      const why = document.createElement('span');
      why.textContent = `${section?.title ?? ''} · ${message}`;
      line.append(link, why);
      list.append(line);
    }
    return wrong.map((w) => w.item);
  }

  show(page: string): void {
    const { form, model } = this;
    (form.elements.namedItem('_page') as HTMLInputElement).value = page;
    const all = this.all;
    const at = Math.max(all.indexOf(page), 0);
    for (const code of model.sections.map((s) => s.code).concat(model.review))
      document.getElementById(`s-${code}`)?.toggleAttribute('hidden', code !== all[at]);
    form.querySelectorAll<HTMLElement>('.chips button').forEach((b) => {
      const here = b.getAttribute('value') === `go:${all[at] ?? ''}`;
      if (here) b.setAttribute('aria-current', 'step');
      else b.removeAttribute('aria-current');
      if (here) b.scrollIntoView({ block: 'nearest', inline: 'center' });
    });
    const on = form.querySelector<HTMLButtonElement>('.go .b1') as HTMLButtonElement;
    const last = at === all.length - 1;
    on.value = last ? 'submit' : 'next';
    on.textContent = (last ? model.texts.submit : model.texts.next) ?? '';
    (form.querySelector('.go .b2') as HTMLElement).hidden = at === 0;
    (document.getElementById('sum') as HTMLElement).hidden = true;
  }
}
