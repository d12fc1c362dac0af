import { useSearchParams } from 'react-router';

// useUrl keeps what a screen is filtered by in its address, so that a link shows the same thing to somebody else.
export function useUrl(): [get: (name: string) => string, set: (changes: Record<string, string | undefined>) => void] {
  const [params, setParams] = useSearchParams();
  const get = (name: string) => params.get(name) ?? '';
  const set = (changes: Record<string, string | undefined>) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(changes)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  return [get, set];
}
