import { createContext, useContext } from 'react';
import { api, take } from './client';
import { useRead, useSend } from './query';
import type { Me } from './types';

export const useMe = () => useRead(['me'], () => take(api.GET('/api/v1/me')));

export const MeContext = createContext<Me | null>(null);

// useCan tells whether the signed-in person holds a verb anywhere. The server decides; this only hides what it would
// refuse.
export function useCan(): (verb: string) => boolean {
  const me = useContext(MeContext);
  return (verb) => me?.verbs.includes(verb) ?? false;
}

// useCanWhole tells whether a verb is held for a whole client. What belongs to a client as a whole, such as its surveys
// and brands, is not changed by those who hold some of its units.
export function useCanWhole(): (verb: string) => boolean {
  const me = useContext(MeContext);
  return (verb) => me?.client_verbs.includes(verb) ?? false;
}

export const useChangePassword = () =>
  useSend((body: { present: string; next: string }) => take(api.POST('/api/v1/me/password', { body })), []);

export const useSaveLang = () => useSend((lang: 'zh' | 'en') => take(api.PATCH('/api/v1/me', { body: { lang } })), []);
