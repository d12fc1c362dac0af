// What the device keeps: drafts until they are acknowledged, and submissions until they are. IndexedDB, and plain memory
// where storage is denied (private windows, sandboxed frames): reading indexedDB itself can throw there. Records are
// small JSON strings; blobs fail on iOS.

/**
 * One kept thing. Keys: "d:" and the survey's address for its draft, "q:" and the response's id for a submission, "x:" and
 * that id for one the server refused while its own page was not there.
 */
export interface Kept {
  key: string;
  at: number;
  json: string;
}

const STORE = 'kept';
const memory = new Map<string, Kept>();
let database: Promise<IDBDatabase> | undefined;
let denied = false;

/** Whether what is kept outlives this page. */
export const durable = () => !denied;

function open(): Promise<IDBDatabase> {
  database =
    database ??
    new Promise((resolve, reject) => {
      const request = indexedDB.open('touchstone', 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
      request.onsuccess = () => {
        request.result.onclose = () => (database = undefined); // iOS drops the connection after the camera
        resolve(request.result);
      };
      request.onerror = request.onblocked = () => reject(request.error);
    });
  return database;
}

async function run<T>(mode: IDBTransactionMode, work: (s: IDBObjectStore) => IDBRequest): Promise<T> {
  const db = await open();
  return new Promise((resolve, reject) => {
    // Chrome's default does not wait for the disk; "saved" has to mean saved.
    const tx = db.transaction(STORE, mode, { durability: 'strict' } as IDBTransactionOptions);
    const request = work(tx.objectStore(STORE));
    tx.oncomplete = () => resolve(request.result as T);
    tx.onerror = tx.onabort = () => reject(tx.error);
  });
}

/** Tries the database twice, the second time with a new connection, and then does without it. */
async function attempt<T>(
  mode: IDBTransactionMode,
  work: (s: IDBObjectStore) => IDBRequest,
  without: () => T,
): Promise<T> {
  for (let i = 0; i < 2 && !denied; i++) {
    try {
      return await run<T>(mode, work);
    } catch {
      database = undefined;
    }
  }
  denied = true;
  return without();
}

export const keep = (kept: Kept) =>
  attempt<unknown>(
    'readwrite',
    (s) => s.put(kept),
    () => memory.set(kept.key, kept),
  );

export const drop = (key: string) =>
  attempt<unknown>(
    'readwrite',
    (s) => s.delete(key),
    () => memory.delete(key),
  );

export const find = (key: string) =>
  attempt<Kept | undefined>(
    'readonly',
    (s) => s.get(key),
    () => memory.get(key),
  );

/** Everything whose key begins with the prefix. */
export const list = (prefix: string) =>
  attempt<Kept[]>(
    'readonly',
    (s) => s.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)),
    () => Array.from(memory.values()).filter((k) => k.key.startsWith(prefix)),
  );
