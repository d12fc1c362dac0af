import i18next from 'i18next';
import type { List } from './types';

// Problem is a refusal of the server: RFC 9457, its texts already in the reader's language.
export class Problem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly fields: { location: string; message: string }[] = [],
    readonly requestId = '',
  ) {
    super(title);
    this.name = 'Problem';
  }
}

type Query = Record<string, string | number | boolean | undefined | null>;
interface Init {
  path?: Record<string, string | number>;
  query?: Query;
  body?: unknown;
}

export function address(path: string, init: Init = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(init.path?.[name] ?? '')));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(init.query ?? {}))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  const search = query.toString();
  return `/api/v1${filled}${search ? `?${search}` : ''}`;
}

async function problem(answer: Response): Promise<Problem> {
  const id = answer.headers.get('X-Request-Id') ?? '';
  try {
    const body = (await answer.json()) as {
      title?: string;
      detail?: string;
      request_id?: string;
      errors?: { location?: string; message?: string }[];
    };
    const fields = (body.errors ?? []).map((e) => ({ location: e.location ?? '', message: e.message ?? '' }));
    return new Problem(
      answer.status,
      body.detail || body.title || i18next.t('ui.error.unknown'),
      fields,
      body.request_id ?? id,
    );
  } catch {
    return new Problem(answer.status, i18next.t('ui.error.unknown'), [], id);
  }
}

async function send<T>(method: string, path: string, init: Init = {}): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': i18next.language, Accept: 'application/json' };
  let body: string | undefined;
  if (init.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(init.body);
  }
  let answer: Response;
  try {
    answer = await fetch(address(path, init), { method, headers, body, credentials: 'same-origin' });
  } catch {
    throw new Problem(0, i18next.t('ui.error.network'));
  }
  if (answer.status === 401) {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  if (!answer.ok) throw await problem(answer);
  if (answer.status === 204 || answer.headers.get('Content-Length') === '0') return undefined as T;
  return (await answer.json()) as T;
}

export const api = {
  get: <T>(path: string, init?: Init) => send<T>('GET', path, init),
  post: <T>(path: string, init?: Init) => send<T>('POST', path, init),
  put: <T>(path: string, init?: Init) => send<T>('PUT', path, init),
  patch: <T>(path: string, init?: Init) => send<T>('PATCH', path, init),
  delete: <T>(path: string, init?: Init) => send<T>('DELETE', path, init),
};

// every follows a list to its end. It is for what a page needs whole, such as the places to choose from.
export async function every<T>(path: string, init: Init = {}): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor = ''; ;) {
    const page = await api.get<List<T>>(path, { ...init, query: { ...init.query, cursor, limit: 200 } });
    rows.push(...page.items);
    if (!page.next) return rows;
    cursor = page.next;
  }
}
