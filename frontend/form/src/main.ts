// Makes a respondent's page quicker and harder to lose. The page works without it: whatever goes wrong here ends in the
// plain form being posted. Nothing is done on a mere change of selection but showing what a rule brings up.
import { Draft, OWN, type Saved } from './draft';
import { followError, marked, showErrors, type Wrong } from './errors';
import { clearItem, problem } from './fields';
import { durable } from './keep';
import type { Model } from './model';
import { Pages } from './pages';
import { forget, Outbox, refused, setAside, type Aside, type Outcome, type Problem, type Submission } from './send';

const wrongOf = (problems: Problem[]): Wrong[] =>
  problems.map((p) => ({ code: p.location.slice(5), message: p.message }));

const form = document.getElementById('f') as HTMLFormElement | null;
const source = document.getElementById('model');
if (form && source) start(form, JSON.parse(source.textContent ?? '') as Model);

function start(form: HTMLFormElement, model: Model): void {
  const { texts } = model;
  const survey = form.getAttribute('action') ?? '';
  const state = (text = '') => ((document.getElementById('state') as HTMLElement).textContent = text);
  const pages = new Pages(form, model);
  const draft = new Draft(form, model, survey, state);
  const done = `${survey}/done?lang=${encodeURIComponent(draft.value('_lang'))}`;
  const outbox = new Outbox(told);
  let busy = false; // a submission is under way: further clicks do nothing
  let sent = false;
  let touched = false;
  let veiled = false; // whose answers these are is not known, or they are on their way
  let idle: ReturnType<typeof setTimeout> | undefined;

  function wrongOn(page?: string): Wrong[] {
    return pages
      .items(page)
      .map(({ code, ...rest }) => ({ code, message: problem(form, { code, ...rest }, texts) }))
      .filter((w) => w.message);
  }

  /** Shows what is wrong on the first page that has something wrong; false when there is nothing. */
  function complain(wrong: Wrong[]): boolean {
    const first = wrong[0] && pages.pageOf(wrong[0].code);
    if (!first) return false;
    if (first !== pages.current) pages.show(first);
    showErrors(
      wrong.filter((w) => pages.pageOf(w.code) === first),
      texts,
      true,
    );
    return true;
  }

  /** Does what a button asks for. False leaves it to the server. */
  function act(nav: string): boolean {
    if (veiled && nav.startsWith('lang:')) location.assign(`${survey}?lang=${nav.slice(5)}`);
    if (busy || veiled) return true;
    if (nav === 'back') {
      showErrors([], texts, false);
      turn(-1);
    } else if (nav === 'next') {
      if (!complain(wrongOn(pages.current))) turn(1);
    } else if (nav === 'submit') {
      if (!complain(wrongOn(pages.current)) && !complain(wrongOn())) void submit();
    } else if (nav.startsWith('clear:')) {
      clearItem(form, nav.slice(6));
      changed();
      document.querySelector<HTMLElement>(`#i-${nav.slice(6)} legend`)?.focus();
    } else return false;
    return true;
  }

  function turn(by: number): void {
    showErrors([], texts, false);
    if (!pages.turn(by)) return;
    history.pushState(pages.current, '');
    void draft.save();
    draft.tell(pages.items());
  }

  function changed(): void {
    if (veiled) return; // a hidden field that loses the focus
    touched = true;
    clearTimeout(idle);
    idle = setTimeout(leave, OWN);
    pages.update();
    const bad = marked();
    if (bad.length) {
      const still = wrongOn(pages.current).filter((w) => bad.includes(w.code));
      if (still.length < bad.length) showErrors(still, texts, false);
    }
    draft.later();
  }

  async function submit(): Promise<void> {
    busy = true;
    buttons(true);
    state(texts.sending);
    try {
      await draft.save();
      state(texts.sending);
      await outbox.add(submission());
      await draft.end(); // the submission holds the answers now
    } catch {
      plainly();
    }
  }

  /** What the form holds now, as it would be sent. */
  function submission(): Submission {
    const now = draft.now();
    const url = `${survey}/responses/${now.id}`;
    return { id: now.id, survey, url, done, body: draft.body(pages.items()), draft: now };
  }

  /** Hears how sending went, also for what another page left behind. */
  function told(s: Submission, o: Outcome): void {
    const ours = s.id === draft.value('_id');
    if (o.is === 'again') {
      if (ours || s.survey === survey) waiting(true);
      return;
    }
    waiting(false);
    if (o.is === 'sent') {
      if (ours) void draft.end().then(finish);
      else if (s.survey === survey && !touched) location.replace(s.done);
      else state(texts.sent);
    } else if (ours) {
      busy = false;
      buttons(false);
      veil(false);
      state();
      const problems = o.is === 'refused' ? o.problems : [];
      void draft
        .again()
        .then(() => forget(s.id)) // the form has these answers
        .then(() => complain(wrongOf(problems)) || plainly());
    } else offer({ ...s, problems: o.is === 'refused' ? o.problems : [], at: 0 });
  }

  /** Tells of a submission that was refused while its page was not there, and opens it. */
  function offer(s: Aside): void {
    if (s.survey !== survey) return tell(texts.refused ?? '', [texts.mend, () => location.assign(s.survey)]);
    const now = draft.now();
    const recent = Date.now() - s.at < OWN;
    if ((recent && now.id === s.id) || !Object.keys(now.fields).length) return void mend(s);
    tell(texts.refused ?? '', [texts.mend, () => void mend(s)]);
  }

  /** Puts refused answers back into the form, with what is wrong. Other answers in the form change places with them. */
  async function mend(s: Aside): Promise<void> {
    const present = submission();
    if (!s.draft || busy) return;
    if (present.id !== s.id && Object.keys(present.draft?.fields ?? {}).length)
      await setAside({ ...present, problems: [] });
    draft.put(s.draft);
    pages.update();
    await draft.save();
    await forget(s.id);
    tell(texts.refused ?? '');
    complain(wrongOf(s.problems));
  }

  function finish(): void {
    sent = true;
    state(texts.sent);
    location.replace(done);
  }

  /** Posts the form as a browser without this script would; the server's page says what there is to say. */
  function plainly(): void {
    const nav = document.createElement('input');
    nav.type = 'hidden';
    nav.name = '_nav';
    nav.value = 'submit';
    form.append(nav);
    form.submit();
  }

  function buttons(off: boolean): void {
    document.querySelectorAll('button[name=_nav]').forEach((b) => {
      if (off) b.setAttribute('aria-disabled', 'true');
      else b.removeAttribute('aria-disabled');
    });
  }

  function waiting(on: boolean): void {
    if (!on) return tell('');
    if (busy) {
      state();
      veil(durable()); // whoever comes next does not read along
    }
    tell((durable() ? texts.queued : texts.kept) ?? '', [texts.retry, () => outbox.wake()]);
  }

  /** Says something at the top, with a button for each thing to do. */
  function tell(text: string, ...todo: [name: string | undefined, press: () => void][]): void {
    const at = document.getElementById('tell') as HTMLElement;
    if (at.textContent === text + todo.map((t) => t[0]).join('')) return;
    at.textContent = '';
    if (!text) return;
    const note = document.createElement('div');
    note.className = 'note';
    note.append(text);
    for (const [name, press] of todo) {
      const b = document.createElement('button');
      b.type = 'button';
      b.textContent = name ?? '';
      b.onclick = press;
      note.append(document.createElement('br'), b);
    }
    at.append(note);
    if (busy) at.scrollIntoView({ block: 'center' });
  }

  async function resume(): Promise<void> {
    if (!form.hasAttribute('data-fresh')) return draft.save();
    const kept = await draft.kept();
    if (!kept) return;
    if (kept.ask) return ask(kept.saved);
    restore(kept.saved);
  }

  function restore(saved: Saved): void {
    const { lang } = saved;
    if (lang !== draft.value('_lang') && !location.search)
      return location.replace(`${survey}?lang=${encodeURIComponent(lang)}`);
    draft.put(saved);
    pages.update();
    tell(texts.restored ?? '', [texts.restart, anew]);
  }

  const anew = () => void draft.end().then(() => location.replace(survey));

  /** Asks whose answers the device keeps, before any of them is shown. */
  function ask(saved: Saved): void {
    veil(true);
    const goOn = () => {
      veil(false);
      tell('');
      void draft.own(saved).then(() => restore(saved));
    };
    tell(texts.unfinished ?? '', [texts.go_on, goOn], [texts.start_new, anew]);
    document.querySelector<HTMLElement>('#tell button')?.focus();
  }

  /** Hides everything that could show an answer, and what would send it. */
  function veil(on: boolean): void {
    veiled = on;
    for (const e of Array.from(form.children) as HTMLElement[])
      if (!/^(cover|tell)$/.test(e.id)) e.style.display = on ? 'none' : '';
  }

  /** Nobody has typed for a while: the next one who looks is asked. */
  function leave(): void {
    const saved = draft.now();
    if (busy || sent || !Object.keys(saved.fields).length) return;
    ask(saved);
  }

  /** Looks for what was refused before this page was opened. */
  async function remember(): Promise<void> {
    if (!form.hasAttribute('data-fresh')) return;
    const own = (await refused()).find((s) => s.survey === survey);
    if (own) offer(own);
  }

  let pressed = ''; // submitter is missing in Safari before 15.4
  document.addEventListener('click', (e) => {
    const b = (e.target as Element).closest<HTMLButtonElement>('button[name=_nav]');
    if (b) pressed = b.value;
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
  form.addEventListener('input', changed);
  form.addEventListener('change', changed); // some WebViews send no input event for radios
  addEventListener('popstate', (e) => {
    if (typeof e.state === 'string' && !busy) pages.show(e.state);
  });
  addEventListener('online', () => outbox.wake());
  addEventListener('pageshow', (e) => {
    if (e.persisted && sent) location.replace(done);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') return outbox.wake();
    if (!touched || busy || veiled) return;
    void draft.save();
    draft.tell(pages.items());
  });
  history.replaceState(pages.current, '');
  void resume()
    .then(remember)
    .then(() => outbox.wake());
}
