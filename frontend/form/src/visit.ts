// The auditor's checklist: everything typed is kept on the device at once, drafts and photos are sent as soon as there is
// a network, the report until it is acknowledged. What the server refuses stays on the device. All of it is kept under the
// visit's own name, so that a new link finds it. The page works without this script: its buttons post the form.
import { FIELD, followError } from './errors';
import { box } from './fields';
import { drop, durable, find, keep } from './keep';
import { forget, later as comesAgain, Outbox, refused, request, said, type Outcome, type Submission } from './send';
import { Photos } from './visit-photos';
import { readVisit, retypeVisit, typedVisit } from './visit-fields';
import type { TypedVisit, VisitModel } from './visit-model';
import { VisitPages } from './visit-pages';

interface Saved {
  sequence: number;
  page: string;
  fields: TypedVisit;
}

const PAUSE = 400;
const TELL = 2500;
const LONGEST = 30_000;

const form = document.getElementById('f') as HTMLFormElement | null;
const source = document.getElementById('model');
if (form && source) start(form, JSON.parse(source.textContent ?? '') as VisitModel);

function start(form: HTMLFormElement, model: VisitModel): void {
  const { texts } = model;
  const address = form.getAttribute('action') ?? '';
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const state = (text = '') => ((document.getElementById('state') as HTMLElement).textContent = text);
  const name = `${model.visit}:${model.revision}`; // of the report
  const key = `v:${name}`;
  let busy = false;
  let told = JSON.stringify(readVisit(form, model)); // what the server has
  let pause: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let wait = TELL;
  let saving = Promise.resolve();

  const pages = new VisitPages(form, model);
  const photos = new Photos(address, model, changed);
  const outbox = new Outbox(heard);
  document.documentElement.classList.add('js');

  function turn(page: string): void {
    pages.show(page);
    history.pushState(page, '');
    scrollTo(0, 0);
    document.getElementById(`t-${page}`)?.focus({ preventScroll: true });
    void save().then(tell);
  }

  /** Goes to an item and to its first field. */
  function seek(code: string): void {
    const page = model.sections.find((s) => s.items.some((i) => i.code === code))?.code;
    const q = box(code);
    if (!page || !q) return;
    turn(page);
    q.querySelector<HTMLElement>(FIELD)?.focus();
    q.scrollIntoView({ block: 'center' });
  }

  function changed(): void {
    pages.update();
    clearTimeout(pause);
    pause = setTimeout(() => void save(), PAUSE);
    clearTimeout(later);
    later = setTimeout(() => void tell(), TELL);
  }

  /** Keeps what stands on the page on this device. */
  function save(): Promise<void> {
    clearTimeout(pause);
    const saved: Saved = {
      sequence: Number(field('_seq').value),
      page: field('_page').value,
      fields: typedVisit(form),
    };
    saving = saving.then(async () => {
      await keep({ key, at: Date.now(), json: JSON.stringify(saved) });
      if (durable() && !busy) state(texts.saved);
    });
    return saving;
  }

  /** Tells the server, again and again until it has it. */
  async function tell(): Promise<void> {
    clearTimeout(later);
    const answers = readVisit(form, model);
    const now = JSON.stringify(answers);
    if (busy || now === told) return;
    const sequence = Number(field('_seq').value) + 1;
    field('_seq').value = String(sequence);
    try {
      const answer = await request(
        `${address}/draft`,
        JSON.stringify({ sequence, revision: model.revision, lang: field('_lang').value, answers }),
        now.length < 60_000,
      );
      const body = comesAgain(answer.status) ? undefined : await said(answer);
      if (body && answer.ok && body.stored !== undefined) {
        if (!body.stored) return note(texts.stale ?? '');
        told = now;
        wait = TELL;
        note('');
        if (!busy) state(texts.stored);
        return;
      }
      if (body && !answer.ok) return refusal(body.detail);
    } catch {
      // no network
    }
    note((durable() ? texts.offline : texts.kept) ?? '');
    wait = Math.min(wait * 2, LONGEST);
    later = setTimeout(() => void tell(), wait);
  }

  function note(text: string, link?: string): void {
    const at = document.getElementById('tell') as HTMLElement;
    if (at.textContent === text + (link ?? '')) return;
    at.textContent = '';
    if (!text) return;
    const p = document.createElement('p');
    p.className = 'note';
    p.textContent = text;
    if (link) {
      const a = document.createElement('a');
      a.href = address;
      a.textContent = link;
      p.append(document.createElement('br'), a);
    }
    at.append(p);
  }

  /** Says that the server will not have something for now, and that nothing is lost. */
  function refusal(why = ''): void {
    state();
    note((texts.refused ?? '').replace('{reason}', why.replace(/[.。]$/, '')), texts.standing);
  }

  const unsent = () => (photos.why ? refusal(photos.why) : note((durable() ? texts.offline : texts.kept) ?? ''));

  async function submit(): Promise<void> {
    if (pages.lacks().length || !field('_day').value) {
      (document.getElementById('lacks') as HTMLElement).focus();
      return;
    }
    busy = true;
    press(true);
    state(texts.sending);
    await save();
    if (!(await photos.finish())) {
      busy = false;
      press(false);
      state();
      unsent();
      return;
    }
    state(texts.sending);
    const body = JSON.stringify({
      lang: field('_lang').value,
      visited_day: Number(field('_day').value.replace(/-/g, '')),
      answers: readVisit(form, model),
    });
    await outbox.add(parcel(body));
  }

  /** A report on its way by the link of this page. */
  function parcel(body: string): Submission {
    const done = `${address}?lang=${encodeURIComponent(field('_lang').value)}`;
    return { id: name, survey: address, url: `${address}/revisions/${model.revision}`, done, body };
  }

  /** Hears how sending a report went, also one that an earlier page left behind. */
  function heard(s: Submission, o: Outcome): void {
    if (s.id !== name) return;
    if (o.is === 'again') return note((durable() ? texts.queued : texts.kept) ?? '');
    note('');
    if (o.is === 'sent') {
      void Promise.all([drop(key), forget(s.id), photos.forget()]).then(() => location.replace(s.done));
      return;
    }
    busy = false;
    press(false);
    state();
    if (o.is === 'odd') return refusal(o.why);
    void forget(s.id).then(plainly); // the server's own page explains what is wrong
  }

  function plainly(): void {
    const nav = document.createElement('input');
    nav.type = 'hidden';
    nav.name = '_nav';
    nav.value = 'submit';
    form.append(nav);
    form.submit();
  }

  function press(off: boolean): void {
    form.querySelectorAll('.go button').forEach((b) => b.toggleAttribute('disabled', off));
  }

  /** Does what a button asks for. False leaves it to the server. */
  function act(nav: string): boolean {
    if (busy) return true;
    const all = pages.all;
    const at = Math.max(all.indexOf(field('_page').value), 0);
    if (nav === 'next') turn(all[Math.min(at + 1, all.length - 1)] ?? model.review);
    else if (nav === 'back') turn(all[Math.max(at - 1, 0)] ?? model.review);
    else if (nav.startsWith('go:')) turn(nav.slice(3));
    else if (nav === 'save') void save().then(tell);
    else if (nav === 'submit') void submit();
    else if (nav.startsWith('drop:')) {
      photos.drop(nav.slice(5));
      changed();
    } else return false;
    return true;
  }

  async function resume(): Promise<void> {
    const kept = await find(key);
    if (kept) {
      const saved = JSON.parse(kept.json) as Saved;
      if (saved.sequence >= Number(field('_seq').value)) {
        retypeVisit(form, model, saved.fields, (code, sha) => photos.hold(code, sha));
        field('_seq').value = String(saved.sequence);
        if (JSON.stringify(readVisit(form, model)) !== told) state(texts.restored);
      }
    }
    await photos.resume();
    pages.update();
    pages.show(field('_page').value);
    void tell();
  }

  /** Sends a report again that was refused under an old link or before the visit was opened again. */
  async function adopt(): Promise<void> {
    const queued = await find(`q:${name}`);
    const aside = (await refused()).find((s) => s.id === name && !s.problems.length);
    const s = queued ? (JSON.parse(queued.json) as Submission) : aside;
    await forget(name); // its answers are in this form
    if (!s) return outbox.wake();
    await outbox.add(parcel(s.body));
  }

  let pressed = ''; // submitter is missing in Safari before 15.4
  document.addEventListener('click', (e) => {
    const b = (e.target as Element).closest<HTMLButtonElement>('button[name=_nav]');
    if (b) pressed = b.value;
    const link = (e.target as Element).closest<HTMLElement>('a[data-item]');
    if (link) {
      e.preventDefault();
      seek(link.dataset.item ?? '');
    }
    followError(e);
  });
  form.addEventListener('submit', (e) => {
    const nav = (e.submitter as HTMLButtonElement | null)?.value ?? pressed;
    try {
      if (act(nav)) e.preventDefault();
    } catch {
      // the browser goes on and posts the form
    }
  });
  form.addEventListener('click', (e) => {
    // The camera may make the browser drop this page: everything is on the device before it opens.
    if ((e.target as Element).closest('.file,.pick')) void save();
  });
  form.addEventListener('change', (e) => {
    const file = e.target as HTMLInputElement;
    if (file.type === 'file') void photos.take(file).then(changed);
    else changed();
  });
  form.addEventListener('input', changed);
  addEventListener('popstate', (e) => {
    if (typeof e.state === 'string' && !busy) pages.show(e.state);
  });
  const awake = () => {
    wait = TELL;
    outbox.wake();
    void photos.send().then(tell);
  };
  addEventListener('online', awake);
  addEventListener('pageshow', (e) => {
    if (e.persisted) location.reload(); // the report may have been sent since
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') awake();
    else void save().then(tell);
  });
  history.replaceState(field('_page').value, '');
  void resume().then(adopt);
}
