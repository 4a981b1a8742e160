/**
 * The writes of one transaction, all of them or none. IndexedDB by itself would keep the first ones when a later one
 * cannot even be asked for (a value that cannot be cloned).
 */
interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
  commit(): void;
}

export async function allOrNone(
  transaction: Transaction,
  writes: Iterable<() => Promise<unknown>>,
): Promise<void> {
  const written: Promise<unknown>[] = [transaction.done];
  try {
    for (const write of writes) written.push(write());
  } catch (error) {
    transaction.abort();
    await Promise.allSettled(written);
    throw error;
  }
  transaction.commit();
  await Promise.all(written);
}
