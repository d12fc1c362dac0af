import { api, every, take } from './client';
import { usePages, useRead, useSend } from './query';
import type { components } from './schema';
import type { ID } from './types';

type S = components['schemas'];

export type GrantInput = S['GrantInput'];

export const useUsers = (on = true) =>
  useRead(['users'], () => every((query) => api.GET('/api/v1/users', { params: { query } })), on);
export const useRoles = (on = true) =>
  useRead(['roles'], () => every((query) => api.GET('/api/v1/roles', { params: { query } })), on);

export const useCreateUser = () =>
  useSend((body: S['NewUser']) => take(api.POST('/api/v1/users', { body })), [['users']]);
export const useChangeUser = () =>
  useSend(
    ({ id, ...body }: S['UserPatch'] & { id: ID }) =>
      take(api.PATCH('/api/v1/users/{id}', { params: { path: { id } }, body })),
    [['users']],
  );

export const useKeys = () => useRead(['keys'], () => every((query) => api.GET('/api/v1/keys', { params: { query } })));
export const useCreateKey = () => useSend((body: S['NewKey']) => take(api.POST('/api/v1/keys', { body })), [['keys']]);
export const useRevokeKey = () =>
  useSend((id: ID) => take(api.DELETE('/api/v1/keys/{id}', { params: { path: { id } } })), [['keys']]);

export const useAudit = () =>
  usePages(['audit'], (cursor) => take(api.GET('/api/v1/audit', { params: { query: { cursor, limit: 50 } } })));
