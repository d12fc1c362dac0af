// Photos of a checklist: kept on the device as they were taken until the server acknowledged them, named by the visit and
// the SHA-256 of their bytes, sent one at a time. What the server refuses stays, with the reason at its place, until
// somebody takes it away. ArrayBuffers, because blobs fail in the storage of iOS.
import { box } from './fields';
import { drop, keep, list, type Kept } from './keep';
import { later, said } from './send';
import type { VisitItem, VisitModel } from './visit-model';

interface KeptPhoto extends Kept {
  bytes: ArrayBuffer;
  why?: string; // why the server will never take it
}

/** Statuses that judge the file itself; others judge the visit, and may be different tomorrow. */
const bad = (status: number) => status === 413 || status === 415 || status === 422;

const TIMEOUT = 120_000;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 30_000;

export class Photos {
  private sending: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wait = FIRST_WAIT;
  /** Why the server takes no photo of this visit now; '' when it may. */
  why = '';
  private readonly waiting = new Map<string, KeptPhoto>(); // by SHA-256

  constructor(
    private readonly address: string,
    private readonly model: VisitModel,
    private readonly changed: () => void,
  ) {}

  /** Takes what somebody chose in a file field; the field is emptied, so that it is not posted as well. */
  async take(input: HTMLInputElement): Promise<void> {
    const code = input.name.slice(2);
    const file = input.files?.[0];
    // Without crypto (a page that is not served securely) the field keeps the file and the form posts it.
    if (!file || !(crypto as { subtle?: SubtleCrypto }).subtle) return;
    this.say(code, '');
    if (file.size > this.model.max_bytes) {
      input.value = '';
      return this.say(code, this.model.texts.large ?? '');
    }
    const bytes = await file.arrayBuffer();
    input.value = '';
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const sha = Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
    const photo: KeptPhoto = { key: this.key(sha), at: Date.now(), json: code, bytes };
    this.waiting.set(sha, photo);
    await keep(photo);
    this.hold(code, sha);
    void this.send();
  }

  /** Shows a photo at its item and names it in the form; a refused one is shown only. */
  hold(code: string, sha: string, refused = false): void {
    const ul = box(code)?.querySelector('.shots ul');
    if (!ul || this.place(sha)) return;
    const li = document.createElement('li');
    const name = document.createElement('input');
    name.type = 'hidden';
    name.name = refused ? '' : `h.${code}`;
    name.value = sha;
    const off = document.createElement('button');
    off.className = 'drop';
    off.name = '_nav';
    off.value = `drop:${code}:${sha}`;
    off.setAttribute('aria-label', this.model.texts.remove ?? '');
    li.append(this.picture(sha, ul.children.length + 1, refused), name, off);
    ul.append(li);
    this.room(code);
  }

  /** Takes a photo away: "item:sha". */
  drop(what: string): void {
    const [code = '', sha = ''] = what.split(':');
    this.place(sha)?.remove();
    this.waiting.delete(sha);
    void drop(this.key(sha));
    this.say(code, '');
    this.room(code);
    box(code)?.querySelector<HTMLElement>('.file')?.focus();
  }

  /** Finds what an earlier page could not send. */
  async resume(): Promise<void> {
    for (const kept of (await list(this.key(''))) as KeptPhoto[]) {
      const sha = kept.key.slice(this.key('').length);
      if (kept.why) this.refuse(kept, sha);
      else {
        this.waiting.set(sha, kept);
        this.hold(kept.json, sha); // also one whose place in the form was lost
      }
    }
    for (const sha of this.waiting.keys()) this.redraw(sha);
    void this.send();
  }

  /** Sends everything now; false when something has to wait for the network. */
  async finish(): Promise<boolean> {
    this.wait = FIRST_WAIT;
    await this.send();
    return this.waiting.size === 0;
  }

  /** Sends what waits, one after the other. */
  send(): Promise<void> {
    clearTimeout(this.timer);
    this.sending =
      this.sending ??
      this.run().finally(() => {
        this.sending = undefined;
      });
    return this.sending;
  }

  /** Forgets everything: the report was acknowledged. */
  async forget(): Promise<void> {
    clearTimeout(this.timer);
    for (const kept of await list(this.key(''))) await drop(kept.key);
  }

  private async run(): Promise<void> {
    for (const [sha, photo] of Array.from(this.waiting)) {
      if (!this.waiting.has(sha)) continue;
      this.redraw(sha, this.model.texts.photo_sending);
      const answer = await this.put(sha, photo.bytes);
      const body = answer && !later(answer.status) ? await said(answer) : undefined;
      if (this.why) this.say(photo.json, '');
      this.why = '';
      if (answer?.ok && body?.sha === sha) {
        this.waiting.delete(sha);
        await drop(photo.key);
        this.redraw(sha);
        continue;
      }
      if (answer && body && !answer.ok) {
        const why = body.detail ?? this.model.texts.photo_failed ?? '';
        if (bad(answer.status)) {
          this.waiting.delete(sha);
          await keep({ ...photo, why } as KeptPhoto);
          this.refuse({ ...photo, why }, sha);
          this.changed();
          continue;
        }
        this.why = why; // of this photo and of all others
        this.redraw(sha);
        return this.say(photo.json, `${this.model.texts.photo_refused ?? ''}: ${why}`);
      }
      this.redraw(sha);
      this.timer = setTimeout(() => void this.send(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      return;
    }
    this.wait = FIRST_WAIT;
  }

  private async put(sha: string, bytes: ArrayBuffer): Promise<Response | undefined> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    try {
      return await fetch(`${this.address}/photos/${sha}`, {
        method: 'PUT',
        body: bytes,
        redirect: 'error',
        signal: abort.signal,
        headers: { 'Content-Type': 'application/octet-stream', Accept: 'application/json' },
      });
    } catch {
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Takes a photo out of the report, but not from the device, and says why. */
  private refuse(photo: KeptPhoto, sha: string): void {
    const code = photo.json;
    this.place(sha)?.remove();
    this.hold(code, sha, true);
    this.say(code, `${this.model.texts.photo_refused ?? ''}: ${photo.why ?? ''}`);
  }

  private place(sha: string): HTMLElement | null | undefined {
    return document.querySelector(`.shots [value="${sha}"]`)?.closest('li');
  }

  private picture(sha: string, number: number, refused = false): HTMLElement {
    if (refused || this.waiting.has(sha)) {
      const wait = document.createElement('span');
      wait.className = 'wait';
      wait.textContent = (refused ? this.model.texts.photo_refused : this.model.texts.photo_waiting) ?? '';
      return wait;
    }
    const img = document.createElement('img');
    img.src = `${this.address}/photos/${sha}`;
    img.alt = (this.model.texts.photo ?? '').replace('{number}', String(number));
    return img;
  }

  /** Shows where a photo stands: waiting, on its way, or the picture itself. */
  private redraw(sha: string, text?: string): void {
    const li = this.place(sha);
    if (!li) return;
    const fresh = this.picture(sha, Array.from(li.parentElement?.children ?? []).indexOf(li) + 1);
    if (text) fresh.textContent = text;
    li.firstElementChild?.replaceWith(fresh);
  }

  /** Hides the field when no further photo fits. */
  private room(code: string): void {
    const item = this.model.sections
      .reduce<VisitItem[]>((all, s) => all.concat(s.items), [])
      .find((i) => i.code === code);
    const n = box(code)?.querySelectorAll('.shots [name^="h."]').length ?? 0;
    box(code)
      ?.querySelector('.add')
      ?.toggleAttribute('hidden', n >= (item?.photos?.max ?? 0));
  }

  private say(code: string, text: string): void {
    const at = box(code)?.querySelector<HTMLElement>('.say2');
    if (!at) return;
    at.textContent = text;
    at.hidden = !text;
  }

  private key(sha: string): string {
    return `p:${this.model.visit}:${sha}`;
  }
}
