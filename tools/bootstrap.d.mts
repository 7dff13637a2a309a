/** What package-lock.json and npm's own record of an install have in common, as far as it is read. */
interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly version?: string; readonly integrity?: string; readonly optional?: boolean }
    >
  >;
}

export function isNodeNewEnough(version: string): boolean;
export function oldNodeText(version: string): string;
export function isInstalled(lock: Lock, installed: Lock): boolean;
