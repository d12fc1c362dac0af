import { api, every, take } from './client';
import { useRead, useSend } from './query';
import type { components, operations } from './schema';
import type { ID } from './types';

type S = components['schemas'];
/** The state of a visit or of its report, as the list filters by it. */
export type Standing = NonNullable<NonNullable<operations['get-visits']['parameters']['query']>['state']>;

export const useVisits = (wave: ID, state: Standing | undefined) =>
  useRead(
    ['visits', wave, state],
    () => every((page) => api.GET('/api/v1/visits', { params: { query: { ...page, wave_id: wave, state } } })),
    wave !== '',
  );

export const useVisit = (id: ID) =>
  useRead(['visit', id], () => take(api.GET('/api/v1/visits/{id}', { params: { path: { id } } })));

export const useChecklist = (wave: ID) =>
  useRead(
    ['checklist', wave],
    () => take(api.GET('/api/v1/waves/{id}/checklist', { params: { path: { id: wave } } })),
    wave !== '',
  );

export const useAuditors = () =>
  useRead(['auditors'], () => every((query) => api.GET('/api/v1/auditors', { params: { query } })));

export const usePlanVisit = () =>
  useSend((body: S['NewVisit']) => take(api.POST('/api/v1/visits', { body })), [['visits'], ['checklist']]);

export type VisitStep = S['VisitAct'];
export const useVisitStep = (id: ID) =>
  useSend(
    (body: VisitStep) => take(api.POST('/api/v1/visits/{id}/actions', { params: { path: { id } }, body })),
    [['visit', id], ['visits'], ['checklist']],
  );

export const useVisitLink = (id: ID) =>
  useSend(
    () => take(api.POST('/api/v1/visits/{id}/link', { params: { path: { id } }, body: {} })),
    [['visit', id], ['visits']],
  );

export const photoAddress = (visit: ID, sha: string) => `/api/v1/visits/${visit}/photos/${sha}`;
