// The auditor's checklist: everything typed is kept on the device at once, drafts and photos are sent as soon as there is
// a network, the report until it is acknowledged. The page works without this script: its buttons post the form.
import { followError } from './errors';
import { box } from './fields';
import { visible } from './logic';
import { drop, durable, find, keep } from './keep';
import { Outbox, request, type Outcome, type Submission } from './send';
import { Photos } from './visit-photos';
import { lacking, readVisit, retypeVisit, typedVisit } from './visit-fields';
import type { TypedVisit, VisitItem, VisitModel } from './visit-model';

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
  const key = `v:${address}:${model.revision}`;
  let shown = new Set<string>();
  let busy = false;
  let told = JSON.stringify(readVisit(form, model)); // what the server has
  let pause: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  let wait = TELL;
  let saving = Promise.resolve();

  const photos = new Photos(address, model, changed);
  const outbox = new Outbox(heard);
  document.documentElement.classList.add('js');

  const items = (page?: string): VisitItem[] =>
    model.sections
      .filter((s) => !page || s.code === page)
      .reduce<VisitItem[]>((all, s) => all.concat(s.items), [])
      .filter((i) => shown.has(i.code) && i.is);
  const pages = () =>
    model.sections
      .filter((s) => items(s.code).length)
      .map((s) => s.code)
      .concat(model.review);

  /** Brings rules, counts, progress and buttons in line with what is filled in. */
  function update(): void {
    const answers = readVisit(form, model);
    shown = visible(model, answers);
    let filled = 0;
    for (const s of model.sections) {
      s.items.forEach(({ code }) => box(code)?.toggleAttribute('hidden', !shown.has(code)));
      const mine = items(s.code);
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
    bar.max = items().length || 1;
    bar.value = filled;
    lacks();
  }

  /** Lists what the report still lacks on the last page. */
  function lacks(): { code: string; message: string }[] {
    const answers = readVisit(form, model);
    const wrong = items()
      .map((item) => ({ code: item.code, item, message: lacking(item, answers[item.code], texts) }))
      .filter((w) => w.message);
    const at = document.getElementById('lacks') as HTMLElement;
    const title = wrong.length === 1 ? texts.missing_1 : texts.missing_2?.replace('2', String(wrong.length));
    (at.querySelector('h3') as HTMLElement).textContent = (wrong.length ? title : texts.ready) ?? '';
    const list = at.querySelector('ul') as HTMLElement;
    list.textContent = '';
    for (const { item, message } of wrong) {
      const section = model.sections.find((s) => s.items.includes(item));
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
    return wrong;
  }

  function show(page: string): void {
    field('_page').value = page;
    const all = pages();
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
    on.textContent = (last ? texts.submit : texts.next) ?? '';
    (form.querySelector('.go .b2') as HTMLElement).hidden = at === 0;
    (document.getElementById('sum') as HTMLElement).hidden = true;
  }

  function turn(page: string): void {
    show(page);
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
    q.querySelector<HTMLElement>('input:not([type=hidden]),textarea')?.focus();
    q.scrollIntoView({ block: 'center' });
  }

  function changed(): void {
    update();
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
        JSON.stringify({ sequence, lang: field('_lang').value, answers }),
        now.length < 60_000,
      );
      if (answer.ok) {
        const { stored } = (await answer.json()) as { stored: boolean };
        if (!stored) return note(texts.stale ?? '');
        told = now;
        wait = TELL;
        note('');
        if (!busy) state(texts.stored);
        return;
      }
      if (answer.status < 500 && answer.status !== 408 && answer.status !== 429) return; // the submit will say why
    } catch {
      // no network
    }
    note((durable() ? texts.offline : texts.kept) ?? '');
    wait = Math.min(wait * 2, LONGEST);
    later = setTimeout(() => void tell(), wait);
  }

  function note(text: string): void {
    const at = document.getElementById('tell') as HTMLElement;
    if (at.textContent === text) return;
    at.textContent = '';
    if (!text) return;
    const p = document.createElement('p');
    p.className = 'note';
    p.textContent = text;
    at.append(p);
  }

  async function submit(): Promise<void> {
    if (lacks().length || !field('_day').value) {
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
      note((durable() ? texts.offline : texts.kept) ?? '');
      return;
    }
    state(texts.sending);
    await outbox.add({
      id: `${address}:${model.revision}`,
      survey: address,
      url: `${address}/revisions/${model.revision}`,
      done: `${address}?lang=${encodeURIComponent(field('_lang').value)}`,
      body: JSON.stringify({
        lang: field('_lang').value,
        visited_day: Number(field('_day').value.replace(/-/g, '')),
        answers: readVisit(form, model),
      }),
    });
  }

  /** Hears how sending a report went, also one that an earlier page left behind. */
  function heard(s: Submission, o: Outcome): void {
    if (s.survey !== address) return;
    if (o.is === 'again') return note((durable() ? texts.queued : texts.kept) ?? '');
    note('');
    if (o.is === 'sent' || o.is === 'odd') {
      // Sent, or the report stands elsewhere: the server's page says what there is to say.
      void Promise.all([drop(key), photos.forget()]).then(() => location.replace(s.done));
      return;
    }
    busy = false;
    press(false);
    state();
    if (o.is === 'refused') plainly(); // the server's own page explains what is wrong
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
    const all = pages();
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
    update();
    show(field('_page').value);
    void tell();
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
    if (typeof e.state === 'string' && !busy) show(e.state);
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
  update();
  history.replaceState(field('_page').value, '');
  void resume().then(() => outbox.wake());
}
