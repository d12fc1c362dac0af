// Sends what is queued until the server has acknowledged it. One page at a time sends (Web Locks, where there are any);
// no request hangs for ever, because it would hold the lock; a wake-up during a run causes one more run.
import type { Saved } from './draft';
import { drop, keep, list } from './keep';

export interface Submission {
  id: string; // of the response, as the receipt says it; of a visit with ":" and the revision
  survey: string; // address of the survey's page
  url: string;
  done: string; // page that says thank you
  body: string; // the exact bytes, so that a repetition is the same submission
  draft?: Saved; // what was typed, to be mended when it is refused
}

/** One wrong field as the server names it: "body." and the item's code. */
export interface Problem {
  location: string;
  message: string;
}

/** A submission that was not accepted. It stays on the device until a page has put it back into its form. */
export interface Refused extends Submission {
  problems: Problem[];
}

/** A refused submission and when it was set aside. */
export type Aside = Refused & { at: number };

export const setAside = (s: Refused) => keep({ key: `x:${s.id}`, at: Date.now(), json: JSON.stringify(s) });

export const forget = (id: string) => drop(`x:${id}`);

const MONTH = 30 * 24 * 3600 * 1000;

/** What was refused and not mended yet, the latest first. */
export async function refused(): Promise<Aside[]> {
  const all = await list('x:');
  for (const k of all) if (Date.now() - k.at > MONTH) await drop(k.key);
  return all
    .filter((k) => Date.now() - k.at <= MONTH)
    .sort((a, b) => b.at - a.at)
    .map((k) => ({ ...(JSON.parse(k.json) as Refused), at: k.at }));
}

/** How one attempt ended. refused: the answers are wrong; odd: the server will not have them for another reason. */
export type Outcome = { is: 'sent' | 'again' } | { is: 'odd'; why: string } | { is: 'refused'; problems: Problem[] };

const TIMEOUT = 60_000;
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

export async function request(url: string, body: string, keepalive = false): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    return await fetch(url, {
      method: 'PUT',
      body,
      keepalive,
      redirect: 'error', // our server redirects no request of this script: somebody in between does
      signal: abort.signal,
      headers: { 'Content-Type': 'application/json' },
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a status asks to come again. */
export const later = (status: number) => status === 408 || status === 429 || status >= 500;

/** What our server says in every answer to the script: a receipt, or a problem with its code. */
export interface Said {
  id?: string;
  revision?: number;
  sha?: string;
  stored?: boolean;
  code?: string;
  detail?: string;
  errors?: Problem[];
}

/** Reads an answer. Undefined when it is none of our server's: the page of a hotel's network is no acknowledgement. */
export async function said(answer: Response): Promise<Said | undefined> {
  try {
    const body = (await answer.json()) as Said | null;
    return typeof body === 'object' && body && (answer.ok || typeof body.code === 'string') ? body : undefined;
  } catch {
    return undefined;
  }
}

/** Tries once. */
export async function attempt(s: Submission): Promise<Outcome> {
  try {
    const answer = await request(s.url, s.body);
    if (later(answer.status)) return { is: 'again' };
    const body = await said(answer);
    if (!body) return { is: 'again' };
    if (answer.ok) return { is: [body.id, `${body.id}:${body.revision}`].includes(s.id) ? 'sent' : 'again' };
    if (answer.status === 422) return { is: 'refused', problems: body.errors ?? [] };
    return { is: 'odd', why: body.detail ?? '' };
  } catch {
    return { is: 'again' };
  }
}

/** Keeps a submission and sends it; told hears of every outcome. What is refused is set aside before told hears of it. */
export class Outbox {
  private running = false;
  private wanted = false;
  private wait = FIRST_WAIT;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly told: (s: Submission, o: Outcome) => void) {}

  async add(s: Submission): Promise<void> {
    await keep({ key: `q:${s.id}`, at: Date.now(), json: JSON.stringify(s) });
    this.wait = FIRST_WAIT;
    this.wake();
  }

  /** Looks for something to send, now or as soon as the present run ends. */
  wake(): void {
    clearTimeout(this.timer);
    this.wanted = true;
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    let left = false;
    while (this.wanted) {
      this.wanted = false;
      try {
        left = await locked(() => this.sendAll());
      } catch {
        left = true; // a lock that cannot be had, a store that failed: later
      }
    }
    this.running = false;
    if (!left) return;
    this.timer = setTimeout(() => this.wake(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  /** Sends everything once and reports whether something is left. */
  private async sendAll(): Promise<boolean> {
    let left = false;
    for (const kept of await list('q:')) {
      const s = JSON.parse(kept.json) as Submission;
      const outcome = await attempt(s);
      if (outcome.is === 'again') left = true;
      else {
        if (outcome.is !== 'sent') await setAside({ ...s, problems: outcome.is === 'refused' ? outcome.problems : [] });
        await drop(kept.key);
      }
      this.told(s, outcome);
    }
    return left;
  }
}

interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

function locked<T>(work: () => Promise<T>): Promise<T> {
  const locks = (navigator as { locks?: Locks }).locks;
  return locks ? locks.request('touchstone-outbox', work) : work();
}
