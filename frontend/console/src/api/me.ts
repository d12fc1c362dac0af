import { createContext, useContext } from 'react';
import { api } from './client';
import { useRead, useSend } from './query';
import type { Me } from './types';

export const useMe = () => useRead(['me'], () => api.get<Me>('/me'));

export const MeContext = createContext<Me | null>(null);

// useCan tells whether the signed-in person holds a verb anywhere. The server decides; this only hides what it would refuse.
export function useCan(): (verb: string) => boolean {
  const me = useContext(MeContext);
  return (verb) => me?.verbs.includes(verb) ?? false;
}

export const useSaveLang = () => useSend((lang: string) => api.patch<Me>('/me', { body: { lang } }), []);
