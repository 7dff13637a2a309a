/** Connections that have not said who they are, by address: an address may have so many. */
export interface Strangers {
  mayCome(address: string): boolean;
  /** One came; the function says that it is known or gone, and may be called again. */
  came(address: string): () => void;
}

export function createStrangers(perAddress: number): Strangers {
  const counts = new Map<string, number>();
  return {
    mayCome: (address) => (counts.get(address) ?? 0) < perAddress,
    came(address) {
      counts.set(address, (counts.get(address) ?? 0) + 1);
      let isCounted = true;
      return () => {
        if (!isCounted) return;
        isCounted = false;
        const left = (counts.get(address) ?? 1) - 1;
        if (left === 0) counts.delete(address);
        else counts.set(address, left);
      };
    },
  };
}
