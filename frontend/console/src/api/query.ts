import {
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { Problem } from './client';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a lost connection or a busy server is worth another try.
      retry: (count, error) => count < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
    },
  },
});

export function useRead<T>(key: QueryKey, run: () => Promise<T>, enabled = true) {
  return useQuery<T, Problem>({ queryKey: key, queryFn: run, enabled });
}

// usePages reads a long list page by page, as the reader asks for more.
export function usePages<T extends { next: string }>(key: QueryKey, run: (cursor: string) => Promise<T>) {
  return useInfiniteQuery({
    queryKey: key,
    initialPageParam: '',
    queryFn: ({ pageParam }) => run(pageParam),
    getNextPageParam: (last) => last.next || undefined,
  });
}

// useSend runs a write and then drops what it made stale. A conflict says that somebody else was faster: what is on the
// screen is old then, wherever it came from.
export function useSend<In, Out>(run: (input: In) => Promise<Out>, stale: QueryKey[]) {
  const client = useQueryClient();
  return useMutation<Out, Problem, In>({
    mutationFn: run,
    onSuccess: async () => {
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: async (error) => {
      if (error.status === 409) await client.invalidateQueries();
    },
  });
}
