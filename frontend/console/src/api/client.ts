import i18next from 'i18next';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

// Problem is a refusal of the server: RFC 9457, its texts already in the reader's language.
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly fields: components['schemas']['ProblemField'][] = [],
    readonly requestId = '',
  ) {
    super(detail);
    this.name = 'Problem';
  }
}

// What is not chosen is not sent: an empty id would be a wrong one.
function querySerializer(query: Record<string, unknown>): string {
  const chosen = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return new URLSearchParams(chosen.map(([name, value]) => [name, String(value)])).toString();
}

export const api = createClient<paths>({ credentials: 'same-origin', querySerializer });

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', i18next.language);
    return request;
  },
});

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

// take gives the answer of a call, or throws its Problem. Without a session it leaves for the sign-in page.
export async function take<T>(call: Promise<Answered<T>>): Promise<T> {
  let answered: Answered<T>;
  try {
    answered = await call;
  } catch {
    throw new Problem(0, i18next.t('ui.error.network'));
  }
  const { data, error, response } = answered;
  if (response.ok) return data as T;
  if (response.status === 401)
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  const body = (typeof error === 'object' ? error : {}) as Partial<components['schemas']['Problem']>;
  throw new Problem(
    response.status,
    body.detail || i18next.t('ui.error.unknown'),
    body.errors ?? [],
    body.request_id ?? response.headers.get('X-Request-Id') ?? '',
  );
}

interface Page<T> {
  items: T[];
  next: string;
}

// every follows a list to its end. It is for what a page needs whole, such as the places to choose from.
export async function every<T>(
  read: (page: { cursor: string; limit: number }) => Promise<Answered<Page<T>>>,
): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor = ''; ;) {
    const page = await take(read({ cursor, limit: 200 }));
    rows.push(...page.items);
    if (!page.next) return rows;
    cursor = page.next;
  }
}
