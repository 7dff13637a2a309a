/** A way to a printer: bytes both ways. One writer at a time, so one link at a time. */
export interface Link {
  /** Resolves when the operating system has taken all of it; rejects when the link is lost. */
  write(bytes: Uint8Array): Promise<void>;
  /** Whoever opened the link hears every byte; nothing is kept for later. */
  listen(listener: LinkListener): void;
  /** Ends the link when all is settled. */
  close(): void;
  /** Gives the link up at once, with all that is still on its way: it must not come out later. */
  drop(): void;
}

export interface LinkListener {
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onLost: () => void;
}

/** Why there is no link, in a word for staff. Nothing was sent. */
export type LinkTrouble =
  "port_closed" | "unreachable" | "unknown_host" | "no_device" | "not_allowed";

export type OpenedLink =
  { readonly ok: true; readonly link: Link } | { readonly ok: false; readonly detail: LinkTrouble };

/** Opens a new link, or says why not; never rejects. */
export type OpenLink = () => Promise<OpenedLink>;
