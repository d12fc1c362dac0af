import { api, take } from './client';
import { usePages, useRead, useSend } from './query';
import type { paths } from './schema';
import type { ID } from './types';

type Filter = NonNullable<paths['/api/v1/instruments/{id}/responses']['get']['parameters']['query']>;

export const useResponses = (id: ID, filter: Filter) =>
  usePages(['responses', id, filter], (cursor) =>
    take(
      api.GET('/api/v1/instruments/{id}/responses', {
        params: { path: { id }, query: { ...filter, cursor, limit: 50 } },
      }),
    ),
  );

export const useResponse = (id: ID) =>
  useRead(['response', id], () => take(api.GET('/api/v1/responses/{id}', { params: { path: { id } } })), id !== '');

export const useMarkResponse = (instrument: ID) =>
  useSend(
    ({ id, ...body }: { id: ID; valid: boolean; reason: string }) =>
      take(api.PATCH('/api/v1/responses/{id}', { params: { path: { id } }, body })),
    [['responses', instrument], ['response'], ['results', instrument], ['verbatims', instrument]],
  );
