import { api, every } from './client';
import { useRead, useSend } from './query';
import type {
  Channel,
  Document,
  ID,
  Instrument,
  InstrumentDetail,
  InstrumentKind,
  InstrumentRow,
  LibraryEntry,
  List,
  Text,
  Version,
} from './types';

export const useLibrary = (on = true) =>
  useRead(['library'], async () => (await api.get<List<LibraryEntry>>('/library')).items, on);

export const useInstruments = (kind: InstrumentKind, on = true) =>
  useRead(['instruments', kind], () => every<InstrumentRow>('/instruments', { query: { kind } }), on);

export const useInstrument = (id: ID) =>
  useRead(['instrument', id], () => api.get<InstrumentDetail>('/instruments/{id}', { path: { id } }), id !== '');

export interface CreateInstrument {
  client_id: ID;
  code: string;
  library_code?: string;
  document?: unknown;
  mode?: string;
}
export const useCreateInstrument = () =>
  useSend((body: CreateInstrument) => api.post<Instrument>('/instruments', { body }), [['instruments']]);

export const useSaveDraft = (id: ID) =>
  useSend(
    (body: { draft_rev: number; document: unknown }) =>
      api.put<Instrument>('/instruments/{id}/draft', { path: { id }, body }),
    [['instrument', id], ['instruments']],
  );

export const useInstrumentStep = (id: ID) =>
  useSend(
    (step: 'publish' | 'close' | 'reopen') => api.post<unknown>(`/instruments/{id}/${step}`, { path: { id } }),
    [['instrument', id], ['instruments'], ['versions', id], ['channels', id]],
  );

export const useVersions = (id: ID) =>
  useRead(
    ['versions', id],
    async () => (await api.get<List<Version>>('/instruments/{id}/versions', { path: { id } })).items,
  );

export const useVersion = (id: ID, number: number | null) =>
  useRead(
    ['versions', id, number],
    () => api.get<{ document: Document }>('/instruments/{id}/versions/{number}', { path: { id, number: number ?? 0 } }),
    number !== null,
  );

export const useChannels = (id: ID) =>
  useRead(['channels', id], () => every<Channel>('/instruments/{id}/channels', { path: { id } }));

export interface CreateChannel {
  kind: string;
  name: Text;
  location_id?: ID;
  touchpoint_id?: ID;
  wave_id?: ID;
}
export const useCreateChannel = (id: ID) =>
  useSend(
    (body: CreateChannel) => api.post<Channel>('/instruments/{id}/channels', { path: { id }, body }),
    [['channels', id]],
  );

export const useSetChannelOpen = (instrument: ID) =>
  useSend(
    ({ id, open }: { id: ID; open: boolean }) => api.patch<Channel>('/channels/{id}', { path: { id }, body: { open } }),
    [['channels', instrument]],
  );
