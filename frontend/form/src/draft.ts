// The draft of this page: saved on the device while somebody types, offered again on the same device for a week, told
// to the server at each page. A device may be a shop's: what is older than a quarter of an hour may be somebody else's,
// and nobody sees it unasked.
import type { Answer } from './document';
import { problem, readAnswer, retype, typed, type Typed } from './fields';
import { drop, durable, find, keep } from './keep';
import type { Model, ModelItem } from './model';
import { request } from './send';

/** What somebody typed, and which response it is. */
export interface Saved {
  id: string;
  version: string;
  lang: string;
  started: string;
  sequence: number;
  page: string;
  fields: Typed;
}

const WEEK = 7 * 24 * 3600 * 1000;
const PAUSE = 300;

/** How long, in milliseconds, what somebody typed is taken for their own without asking. */
export const OWN = 15 * 60 * 1000;

export class Draft {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private told = '';
  private ended = false;
  private at = Date.now(); // when somebody typed last

  constructor(
    private readonly form: HTMLFormElement,
    private readonly model: Model,
    private readonly survey: string,
    private readonly state: (text: string) => void,
  ) {}

  value(name: string, set?: string): string {
    const field = this.form.elements.namedItem(name) as HTMLInputElement;
    if (set !== undefined) field.value = set;
    return field.value;
  }

  /** What the device kept, and whether its owner has to be asked for; undefined when there is nothing. */
  async kept(): Promise<{ saved: Saved; ask: boolean } | undefined> {
    const kept = await find(this.key);
    if (!kept) return undefined;
    const age = Date.now() - kept.at;
    if (age > WEEK) {
      await drop(this.key);
      return undefined;
    }
    const saved = JSON.parse(kept.json) as Saved;
    return Object.keys(saved.fields).length ? { saved, ask: age > OWN } : undefined;
  }

  /** Somebody said that what is kept is theirs. */
  own = (saved: Saved) => keep({ key: this.key, at: Date.now(), json: JSON.stringify(saved) });

  /** Fills the form with what was typed before. Another version is another response: words are kept, identity is not. */
  put(saved: Saved): void {
    retype(this.form, saved.fields);
    if (saved.version !== this.value('_v')) return;
    this.value('_id', saved.id);
    this.value('_at', saved.started);
    this.value('_seq', String(saved.sequence));
    this.value('_page', saved.page);
  }

  /** What the form holds now. */
  now(): Saved {
    return {
      id: this.value('_id'),
      version: this.value('_v'),
      lang: this.value('_lang'),
      started: this.value('_at'),
      sequence: Number(this.value('_seq')),
      page: this.value('_page'),
      fields: typed(this.form),
    };
  }

  /** Saves a moment after the last change. */
  later(): void {
    this.at = Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), PAUSE);
  }

  async save(): Promise<void> {
    clearTimeout(this.timer);
    if (this.ended) return;
    await keep({ key: this.key, at: this.at, json: JSON.stringify(this.now()) });
    if (durable() && !this.ended) this.state(this.model.texts.saved ?? '');
  }

  /** Tells the server how far it is, once per change. It may fail: the device has it. */
  tell(items: ModelItem[]): void {
    const answers = this.answers(items, true);
    const known = JSON.stringify(answers);
    if (this.ended || known === this.told || known === '{}') return;
    this.told = known;
    const sequence = Number(this.value('_seq')) + 1;
    this.value('_seq', String(sequence));
    const body = JSON.stringify({ ...this.head(), id: this.value('_id'), sequence, answers });
    request(`${this.survey}/draft`, body, true).catch(() => (this.told = ''));
  }

  /** The bytes of the submission. */
  body(items: ModelItem[]): string {
    return JSON.stringify({ ...this.head(), answers: this.answers(items, false) });
  }

  /** Forgets the draft: it is on its way, was acknowledged, or is not wanted. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await drop(this.key);
  }

  /** Goes on after all: what was on its way came back. */
  async again(): Promise<void> {
    this.ended = false;
    await this.save();
  }

  private answers(items: ModelItem[], rightOnly: boolean): Record<string, Answer> {
    const answers: Record<string, Answer> = {};
    for (const item of items) {
      const answer = item.is ? readAnswer(this.form, item) : undefined;
      if (answer && !(rightOnly && problem(this.form, item, this.model.texts))) answers[item.code] = answer;
    }
    return answers;
  }

  private head() {
    return { version: this.value('_v'), lang: this.value('_lang'), started_at: this.value('_at') };
  }

  private get key(): string {
    return `d:${this.survey}`;
  }
}
