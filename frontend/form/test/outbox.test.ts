import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { drop, durable, find, list } from '../src/keep';
import { attempt, forget, Outbox, refused, type Outcome, type Submission } from '../src/send';

// There is no IndexedDB here, as in a private window: everything is kept in memory, by the same functions.
const submission = (id: string): Submission => ({
  id,
  survey: '/s/x',
  url: `/s/x/responses/${id}`,
  done: '/done',
  body: `{"of":"${id}"}`,
});

// What our server says: a receipt with the id of the address, or a problem with its code.
const reply =
  (status: number, body: object = {}) =>
  (url: string) => {
    const own = status < 300 ? { id: url.split('/').pop() } : { code: 'error.test', detail: 'Because' };
    return Promise.resolve(new Response(JSON.stringify({ ...own, ...body }), { status }));
  };
const page = (status: number, text: string) => () => Promise.resolve(new Response(text, { status }));
const cut = () => Promise.reject(new TypeError('network'));

let server: ReturnType<typeof vi.fn>;
let heard: [string, Outcome['is']][];

function outbox() {
  heard = [];
  return new Outbox((s, o) => heard.push([s.id, o.is]));
}

const settle = () => vi.waitFor(() => expect(heard.length).toBeGreaterThan(0));

beforeEach(() => {
  server = vi.fn(reply(200));
  vi.stubGlobal('fetch', server);
  vi.stubGlobal('navigator', {});
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  for (const kept of await list('')) await drop(kept.key);
});

describe('one attempt', () => {
  it.each([
    [200, 'sent'],
    [201, 'sent'],
    [408, 'again'],
    [429, 'again'],
    [500, 'again'],
    [503, 'again'],
    [404, 'odd'],
    [409, 'odd'],
    [410, 'odd'],
  ])('ends for status %i as %s', async (status, want) => {
    server.mockImplementation(reply(status));
    expect((await attempt(submission('a'))).is).toBe(want);
  });

  it('hands on what the server finds wrong', async () => {
    const errors = [{ location: 'body.nps', message: 'Please answer' }];
    server.mockImplementation(reply(422, { errors }));
    expect(await attempt(submission('a'))).toEqual({ is: 'refused', problems: errors });
  });

  it.each([
    ['the page of a network that wants a sign-in', page(200, '<html>Welcome</html>')],
    ['JSON of somebody else', reply(200, { id: undefined })],
    ['the receipt of another response', reply(200, { id: 'b' })],
    ['nothing at all', page(200, '')],
    ['a proxy that forbids', page(403, '<html>Blocked</html>')],
    ['a proxy that finds nothing', page(404, '{}')],
  ])('takes %s for no answer', async (_what, answer) => {
    server.mockImplementation(answer);
    expect((await attempt(submission('a'))).is).toBe('again');
  });

  it('follows no redirect', async () => {
    await attempt(submission('a'));
    expect(server.mock.calls[0]?.[1]).toMatchObject({ redirect: 'error' });
  });

  it("knows a visit's report by visit and revision", async () => {
    server.mockImplementation(reply(201, { id: 'visit', revision: 2 }));
    expect((await attempt(submission('visit:2'))).is).toBe('sent');
    expect((await attempt(submission('visit:1'))).is).toBe('again');
  });

  it('gives up a request that hangs, so that the lock is not held for ever', async () => {
    vi.useFakeTimers();
    server.mockImplementation(
      (_url: string, init: RequestInit) =>
        new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    );
    const outcome = attempt(submission('a'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outcome).toEqual({ is: 'again' });
  });
});

describe('the outbox', () => {
  it('says that nothing outlives the page where storage is denied', async () => {
    await find('d:x');
    expect(durable()).toBe(false);
  });

  it('sends the exact bytes once and forgets them', async () => {
    await outbox().add(submission('a'));
    await settle();
    expect(heard).toEqual([['a', 'sent']]);
    expect(server).toHaveBeenCalledTimes(1);
    expect(server.mock.calls[0]?.[1]).toMatchObject({ method: 'PUT', body: '{"of":"a"}' });
    expect(await list('q:')).toEqual([]);
  });

  it('keeps what the server did not acknowledge and sends the same bytes again, ever more rarely', async () => {
    vi.useFakeTimers();
    server.mockImplementation(cut);
    await outbox().add(submission('a'));
    await vi.advanceTimersByTimeAsync(0);
    expect(server).toHaveBeenCalledTimes(1);
    expect((await list('q:')).length).toBe(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server).toHaveBeenCalledTimes(3);
    server.mockImplementation(reply(200));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(new Set(server.mock.calls.map((c) => (c[1] as RequestInit).body)).size).toBe(1);
    expect(heard[heard.length - 1]).toEqual(['a', 'sent']);
    expect(await list('q:')).toEqual([]);
  });

  it('does not lose a wake-up that comes during a run', async () => {
    let release: (answer: Response) => void = () => undefined;
    server.mockImplementationOnce(() => new Promise<Response>((resolve) => (release = resolve)));
    const box = outbox();
    await box.add(submission('a'));
    await vi.waitFor(() => expect(server).toHaveBeenCalledTimes(1));
    await box.add(submission('b')); // while a is under way
    box.wake();
    release(new Response('{"id":"a"}', { status: 200 }));
    await vi.waitFor(() => expect(heard).toContainEqual(['b', 'sent']));
    expect(server).toHaveBeenCalledTimes(2);
  });

  it('is not blocked by one that the server refuses', async () => {
    server.mockImplementation((url: string) => (url.endsWith('a') ? reply(410)(url) : reply(200)(url)));
    const box = outbox();
    await box.add(submission('a'));
    await box.add(submission('b'));
    await vi.waitFor(() => expect(heard).toContainEqual(['b', 'sent']));
    expect(heard).toContainEqual(['a', 'odd']);
  });
});

describe('what the server refuses', () => {
  it('is set aside with what is wrong, and no longer sent', async () => {
    const errors = [{ location: 'body.word', message: 'Too long' }];
    server.mockImplementation(reply(422, { errors }));
    const box = outbox();
    await box.add(submission('a'));
    await settle();
    expect(heard).toEqual([['a', 'refused']]);
    expect(await list('q:')).toEqual([]);
    expect(await refused()).toMatchObject([{ ...submission('a'), problems: errors }]);
    await forget('a');
    expect(await refused()).toEqual([]);
  });

  it('is set aside too when only a page can explain it', async () => {
    server.mockImplementation(reply(410));
    await outbox().add(submission('b'));
    await settle();
    expect((await refused()).map((s) => s.id)).toEqual(['b']);
  });

  it('is not what was sent', async () => {
    await outbox().add(submission('c'));
    await settle();
    expect(await refused()).toEqual([]);
  });
});
