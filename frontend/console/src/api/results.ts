import { useQuery } from '@tanstack/react-query';
import { api, take, type Problem } from './client';
import { usePages, useRead } from './query';
import type { ID, Satisfaction } from './types';

export interface ResultFilter {
  wave_id?: ID;
  unit_id?: ID;
  location_id?: ID;
}

export const resultsQuery = (id: ID, filter: ResultFilter) => ({
  queryKey: ['results', id, filter],
  queryFn: () => take(api.GET('/api/v1/instruments/{id}/results', { params: { path: { id }, query: { ...filter } } })),
});
export const useResults = (id: ID, filter: ResultFilter, on = true) =>
  useQuery<Satisfaction, Problem>({ ...resultsQuery(id, filter), enabled: on && id !== '' });

export const useGroups = (id: ID, filter: ResultFilter, on: boolean) =>
  useRead(
    ['results', id, 'groups', filter],
    () => take(api.GET('/api/v1/instruments/{id}/groups', { params: { path: { id }, query: { ...filter } } })),
    on,
  );

export const useVerbatims = (id: ID, filter: ResultFilter & { item?: string }) =>
  usePages(['verbatims', id, filter], (cursor) =>
    take(
      api.GET('/api/v1/instruments/{id}/verbatims', {
        params: { path: { id }, query: { ...filter, cursor, limit: 30 } },
      }),
    ),
  );
