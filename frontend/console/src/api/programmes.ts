import { api, every, take } from './client';
import { useRead, useSend } from './query';
import type { components } from './schema';
import type { ID } from './types';

type S = components['schemas'];

export const useProgrammes = (on = true) =>
  useRead(['programmes'], () => every((query) => api.GET('/api/v1/programmes', { params: { query } })), on);
export const useAddProgramme = () =>
  useSend((body: S['NewProgramme']) => take(api.POST('/api/v1/programmes', { body })), [['programmes']]);
export const useChangeProgramme = () =>
  useSend(
    ({ id, ...body }: S['ProgrammePatch'] & { id: ID }) =>
      take(api.PATCH('/api/v1/programmes/{id}', { params: { path: { id } }, body })),
    [['programmes']],
  );

export const useWaves = (on = true) =>
  useRead(['waves'], () => every((query) => api.GET('/api/v1/waves', { params: { query } })), on);
// Results and lists of visits are told apart by waves.
const byWave = [['waves'], ['results'], ['checklist']];
export const useAddWave = () => useSend((body: S['NewWave']) => take(api.POST('/api/v1/waves', { body })), byWave);
export type WavePatch = S['WavePatch'];
export const useChangeWave = () =>
  useSend(
    ({ id, ...body }: WavePatch & { id: ID }) =>
      take(api.PATCH('/api/v1/waves/{id}', { params: { path: { id } }, body })),
    byWave,
  );

export const useTargets = (instrument: ID, on = true) =>
  useRead(
    ['targets', instrument],
    () => every((page) => api.GET('/api/v1/targets', { params: { query: { ...page, instrument_id: instrument } } })),
    on,
  );
export type TargetInput = S['TargetInput'];
export const useSetTargets = (instrument: ID) =>
  useSend(
    (targets: TargetInput[]) => take(api.PUT('/api/v1/targets', { body: { targets } })),
    [['targets', instrument], ['results'], ['checklist']],
  );
