import { useInfiniteQuery } from '@tanstack/react-query';
import { api, every, type Problem } from './client';
import { useRead, useSend } from './query';
import type { APIKey, AuditRow, ID, List, Role, User } from './types';

export const useUsers = (on = true) => useRead(['users'], () => every<User>('/users'), on);
export const useRoles = (on = true) => useRead(['roles'], async () => (await api.get<List<Role>>('/roles')).items, on);

export interface GrantInput {
  role: string;
  client_id?: ID;
  unit_id?: ID;
  personal_data?: boolean;
}
export interface CreateUser {
  email: string;
  name: string;
  lang: string;
  grants: GrantInput[];
}
// A first password is in the answer that made it, and never again.
type WithPassword = User & { password?: string };
export const useCreateUser = () =>
  useSend((body: CreateUser) => api.post<WithPassword>('/users', { body }), [['users']]);

export const useChangeUser = () =>
  useSend(
    ({ id, ...body }: { id: ID; disabled?: boolean; reset_password?: boolean; grants?: GrantInput[] }) =>
      api.patch<WithPassword>('/users/{id}', { path: { id }, body }),
    [['users']],
  );

export const useKeys = () => useRead(['keys'], () => every<APIKey>('/keys'));
export interface CreateKey {
  name: string;
  verbs: string[];
  expires_at?: string;
}
export const useCreateKey = () =>
  useSend((body: CreateKey) => api.post<APIKey & { key?: string }>('/keys', { body }), [['keys']]);
export const useRevokeKey = () =>
  useSend((id: ID) => api.delete<undefined>('/keys/{id}', { path: { id } }), [['keys']]);

export const useAudit = () =>
  useInfiniteQuery<List<AuditRow>, Problem>({
    queryKey: ['audit'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      api.get<List<AuditRow>>('/audit', { query: { cursor: pageParam as string, limit: 50 } }),
    getNextPageParam: (last) => last.next || undefined,
  });
