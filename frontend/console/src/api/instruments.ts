import { api, every, take } from './client';
import { useRead, useSend } from './query';
import type { components } from './schema';
import type { Document, ID, InstrumentKind } from './types';

type S = components['schemas'];

export const useLibrary = (on = true) =>
  useRead(['library'], () => every((query) => api.GET('/api/v1/library', { params: { query } })), on);

export const useInstruments = (kind: InstrumentKind, on = true) =>
  useRead(
    ['instruments', kind],
    () => every((page) => api.GET('/api/v1/instruments', { params: { query: { ...page, kind } } })),
    on,
  );

export const useAllInstruments = (on = true) =>
  useRead(['instruments', 'all'], () => every((query) => api.GET('/api/v1/instruments', { params: { query } })), on);

export const useInstrument = (id: ID) =>
  useRead(['instrument', id], () => take(api.GET('/api/v1/instruments/{id}', { params: { path: { id } } })), id !== '');

// What an author's file holds is for the server to judge.
export type CreateInstrument = Omit<S['NewInstrumentInputBody'], 'document'> & { document?: unknown };
export const useCreateInstrument = () =>
  useSend(
    ({ document, ...rest }: CreateInstrument) =>
      take(api.POST('/api/v1/instruments', { body: { ...rest, document: document as Document | undefined } })),
    [['instruments']],
  );

export const useSaveDraft = (id: ID) =>
  useSend(
    ({ draft_rev, document }: { draft_rev: number; document: unknown }) =>
      take(
        api.PUT('/api/v1/instruments/{id}/draft', {
          params: { path: { id } },
          body: { draft_rev, document: document as Document },
        }),
      ),
    [['instrument', id], ['instruments'], ['comparison', id]],
  );

const published = (id: ID) => [
  ['instrument', id],
  ['instruments'],
  ['versions', id],
  ['channels', id],
  ['comparison', id],
];

// usePublish publishes the draft that was seen: another revision is refused.
export const usePublish = (id: ID) =>
  useSend(
    (draft_rev: number | undefined) =>
      take(api.POST('/api/v1/instruments/{id}/publish', { params: { path: { id } }, body: { draft_rev } })),
    published(id),
  );

export const useRestore = (id: ID) =>
  useSend(
    (number: number) =>
      take(api.POST('/api/v1/instruments/{id}/versions/{number}/restore', { params: { path: { id, number } } })),
    published(id),
  );

export const useComparison = (id: ID, from: number, to: number) =>
  useRead(['comparison', id, from, to], () =>
    take(api.GET('/api/v1/instruments/{id}/comparison', { params: { path: { id }, query: { from, to } } })),
  );

export type InstrumentStep = 'close' | 'reopen';
export const useInstrumentStep = (id: ID) =>
  useSend(async (step: InstrumentStep): Promise<void> => {
    const params = { path: { id } };
    if (step === 'close') await take(api.POST('/api/v1/instruments/{id}/close', { params }));
    else await take(api.POST('/api/v1/instruments/{id}/reopen', { params }));
  }, published(id));

export const useVersions = (id: ID) =>
  useRead(['versions', id], () =>
    every((query) => api.GET('/api/v1/instruments/{id}/versions', { params: { path: { id }, query } })),
  );

export const useVersion = (id: ID, number: number | null) =>
  useRead(
    ['versions', id, number],
    () =>
      take(api.GET('/api/v1/instruments/{id}/versions/{number}', { params: { path: { id, number: number ?? 0 } } })),
    number !== null,
  );

export const useChannels = (id: ID) =>
  useRead(['channels', id], () =>
    every((query) => api.GET('/api/v1/instruments/{id}/channels', { params: { path: { id }, query } })),
  );

export const useCreateChannel = (id: ID) =>
  useSend(
    (body: S['NewChannel']) => take(api.POST('/api/v1/instruments/{id}/channels', { params: { path: { id } }, body })),
    [['channels', id]],
  );

export const useSetChannelOpen = (instrument: ID) =>
  useSend(
    ({ id, open }: { id: ID; open: boolean }) =>
      take(api.PATCH('/api/v1/channels/{id}', { params: { path: { id } }, body: { open } })),
    [['channels', instrument]],
  );
