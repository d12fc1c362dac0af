// Which items and which page are shown. The server has made the first choice; this keeps it up to date without a reload.
import { box, offer, readAnswers } from './fields';
import { visible } from './logic';
import type { Model, ModelItem, ModelSection } from './model';

const NEXT = 'next';
const SUBMIT = 'submit';

export class Pages {
  private shown = new Set<string>();

  constructor(
    private readonly form: HTMLFormElement,
    private readonly model: Model,
  ) {
    this.update();
  }

  /** Code of the section that is shown. */
  get current(): string {
    return this.field('_page').value;
  }

  /** Sections that have something to show. */
  get all(): ModelSection[] {
    return this.model.sections.filter((s) => s.items.some((i) => this.shown.has(i.code)));
  }

  get isLast(): boolean {
    return this.all[this.all.length - 1]?.code === this.current;
  }

  /** The shown items of one page, or of all. */
  items(page?: string): ModelItem[] {
    return this.model.sections
      .filter((s) => !page || s.code === page)
      .reduce<ModelItem[]>((all, s) => all.concat(s.items), [])
      .filter((i) => this.shown.has(i.code));
  }

  pageOf(code: string): string | undefined {
    return this.model.sections.find((s) => s.items.some((i) => i.code === code))?.code;
  }

  /** Applies the rules to what stands in the fields. */
  update(): void {
    offer(this.model);
    this.shown = visible(this.model, readAnswers(this.form, this.model));
    for (const section of this.model.sections) {
      for (const { code } of section.items) {
        const q = box(code);
        if (!q) continue;
        q.hidden = !this.shown.has(code);
        const note = q.querySelector<HTMLInputElement>('[name=_shown]');
        if (note) note.disabled = q.hidden;
      }
    }
    offer(this.model, this.shown);
    this.dress();
  }

  /** Shows the page that lies so many pages on; false when there is none. */
  turn(by: number): boolean {
    const all = this.all;
    const next = all[all.findIndex((s) => s.code === this.current) + by];
    if (next) this.show(next.code);
    return !!next;
  }

  show(page: string): void {
    this.field('_page').value = page;
    this.dress();
    scrollTo(0, 0);
    document.getElementById(`t-${page}`)?.focus({ preventScroll: true });
  }

  /** Brings everything that depends on the page in line: sections, buttons, progress, title. */
  private dress(): void {
    const all = this.all;
    const at = Math.max(
      all.findIndex((s) => s.code === this.current),
      0,
    );
    const here = all[at]?.code ?? '';
    const { texts, sections } = this.model;
    const place = (texts.page ?? '').replace('{page}', String(at + 1)).replace('{pages}', String(all.length));
    for (const { code } of sections) {
      const s = document.getElementById(`s-${code}`);
      if (!s) continue;
      s.hidden = code !== here;
      const label = s.querySelector('.at');
      if (label) label.textContent = all.length > 1 ? place : '';
    }
    const last = at === all.length - 1;
    document.querySelectorAll<HTMLButtonElement>('[value=next],[value=submit]').forEach((b) => {
      b.value = last ? SUBMIT : NEXT;
      if (b.className === 'b1') b.textContent = texts[b.value] ?? '';
    });
    (document.querySelector('.b2') as HTMLElement).hidden = at === 0;
    document.getElementById('cover')?.classList.toggle('vh', at > 0);
    const bar = document.querySelector('progress') as HTMLProgressElement;
    bar.max = all.length || 1;
    bar.value = at + 1;
    document.title = at ? `${place} · ${texts.title}` : (texts.title ?? '');
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }
}
