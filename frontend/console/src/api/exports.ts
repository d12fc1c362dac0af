import { useQuery } from '@tanstack/react-query';
import { api, type Problem } from './client';
import { useSend } from './query';
import type { ExportRequest, ID, Job, List } from './types';

export const useStartExport = () =>
  useSend((body: ExportRequest) => api.post<Job>('/exports', { body }), [['exports']]);

const unfinished = (job: Job | undefined) => job?.state === 'queued' || job?.state === 'running';

export const useExports = () =>
  useQuery<Job[], Problem>({
    queryKey: ['exports'],
    queryFn: async () => (await api.get<List<Job>>('/exports', { query: { limit: 100 } })).items,
    refetchInterval: (query) => (query.state.data?.some(unfinished) ? 1000 : false),
  });

export const useExport = (id: ID) =>
  useQuery<Job, Problem>({
    queryKey: ['export', id],
    queryFn: () => api.get<Job>('/exports/{id}', { path: { id } }),
    enabled: id !== '',
    refetchInterval: (query) => (unfinished(query.state.data) || !query.state.data ? 700 : false),
  });

export const exportFile = (id: ID) => `/api/v1/exports/${id}/file`;
