import { useInfiniteQuery } from '@tanstack/react-query';
import { api, type Problem } from './client';
import { useRead, useSend } from './query';
import type { ID, List, Response } from './types';

export interface ResponseFilter {
  wave_id?: ID;
  location_id?: ID;
  valid?: string;
}

export const useResponses = (instrument: ID, filter: ResponseFilter) =>
  useInfiniteQuery<List<Response>, Problem>({
    queryKey: ['responses', instrument, filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.get<List<Response>>('/instruments/{id}/responses', {
        path: { id: instrument },
        query: { ...filter, cursor: pageParam as string, limit: 50 },
      }),
    getNextPageParam: (last) => last.next || undefined,
  });

export const useResponse = (id: ID) =>
  useRead(['response', id], () => api.get<Response>('/responses/{id}', { path: { id } }), id !== '');

export const useMarkResponse = (instrument: ID) =>
  useSend(
    ({ id, ...body }: { id: ID; valid: boolean; reason: string }) =>
      api.patch<Response>('/responses/{id}', { path: { id }, body }),
    [['responses', instrument], ['response'], ['results', instrument], ['verbatims', instrument]],
  );
