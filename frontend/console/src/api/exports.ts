import { useQuery } from '@tanstack/react-query';
import { api, take, type Problem } from './client';
import { useSend } from './query';
import type { ExportRequest, ID, Job } from './types';

export const useStartExport = () =>
  useSend((body: ExportRequest) => take(api.POST('/api/v1/exports', { body })), [['exports']]);

const unfinished = (job: Job | undefined) => job?.state === 'queued' || job?.state === 'running';

export const useExports = () =>
  useQuery<Job[], Problem>({
    queryKey: ['exports'],
    queryFn: async () => (await take(api.GET('/api/v1/exports', { params: { query: { limit: 100 } } }))).items,
    refetchInterval: (query) => (query.state.data?.some(unfinished) ? 1000 : false),
  });

export const useExport = (id: ID) =>
  useQuery<Job, Problem>({
    queryKey: ['export', id],
    queryFn: () => take(api.GET('/api/v1/exports/{id}', { params: { path: { id } } })),
    enabled: id !== '',
    refetchInterval: (query) => (unfinished(query.state.data) || !query.state.data ? 700 : false),
  });

export const exportFile = (id: ID) => `/api/v1/exports/${id}/file`;
