import { useCallback, useEffect, useState } from "react";
import type { ReactNode } from "react";
import { languages } from "../../domain/language.ts";
import type { Language } from "../../domain/language.ts";
import { missingCase } from "../../domain/result.ts";
import type { Client, FeedState } from "../../protocol/client.ts";
import { LocaleProvider, useLocale } from "../locale-provider.tsx";
import { useFeed, useLink } from "../use-feed.ts";
import type { Access, Me } from "./access.ts";
import { remember, remembered } from "./remembered.ts";
import { SignIn } from "./sign-in.tsx";

/** What a desk has once somebody is signed in. */
export interface SignedIn {
  readonly me: Me;
  readonly client: Client;
  readonly directory: FeedState<"directory">;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
}

interface FaceProps {
  /** What this desk is called, in the window's title and under the mark of its door. */
  readonly title: "reception.title" | "admin.title" | "theatre.title" | "lab.title";
  readonly lead: "reception.lead" | "admin.lead" | "theatre.lead" | "lab.lead";
  readonly access: Access;
  readonly connect: (language: Language) => Client;
  readonly children: (signedIn: SignedIn) => ReactNode;
}

type Session =
  | { readonly kind: "asking" }
  | { readonly kind: "out"; readonly over: boolean }
  | { readonly kind: "in"; readonly me: Me };

/**
 * A desk from its door on: language, sign-in, one connection for as long as one person is signed
 * in. The door and the connection are handed in by `main`.
 */
export function DeskFace(props: FaceProps) {
  const [language, setLanguage] = useState<Language>(
    () => languages.find((known) => known === remembered("language")) ?? "ar",
  );
  const speak = useCallback((next: Language) => {
    remember("language", next);
    setLanguage(next);
  }, []);
  return (
    <LocaleProvider language={language}>
      <Door face={props} onLanguage={speak} />
    </LocaleProvider>
  );
}

function Door(props: {
  readonly face: FaceProps;
  readonly onLanguage: (language: Language) => void;
}) {
  const { onLanguage } = props;
  const { access, title, lead } = props.face;
  const { language, t } = useLocale();
  const [session, setSession] = useState<Session>({ kind: "asking" });
  useEffect(() => {
    document.title = `${t("word.dawr")} · ${t(title)}`;
  }, [t, title]);
  useEffect(() => {
    let current = true;
    void access.me("ar").then((outcome) => {
      if (!current) return;
      setSession(
        outcome.kind === "in" ? { kind: "in", me: outcome.me } : { kind: "out", over: false },
      );
    });
    return () => {
      current = false;
    };
  }, [access]);
  const over = useCallback(() => setSession({ kind: "out", over: true }), []);

  switch (session.kind) {
    case "asking":
      return null;
    case "out":
      return (
        <SignIn
          access={access}
          lead={t(lead)}
          sessionOver={session.over}
          onLanguage={onLanguage}
          onIn={(me) => setSession({ kind: "in", me })}
        />
      );
    case "in":
      return (
        <Connected
          key={session.me.staffId}
          face={props.face}
          me={session.me}
          onLanguage={onLanguage}
          onSessionOver={over}
          onSignOut={() => {
            // The screen leaves at once: nobody waits at a door, and the next person must not act
            // under this name while the answer is on its way.
            setSession({ kind: "out", over: false });
            void access.signOut(language);
          }}
        />
      );
    default:
      return missingCase(session);
  }
}

interface ConnectedProps {
  readonly face: FaceProps;
  readonly me: Me;
  readonly onLanguage: (language: Language) => void;
  readonly onSessionOver: () => void;
  readonly onSignOut: () => void;
}

/** Holds one connection for as long as one person is signed in. */
function Connected(props: ConnectedProps) {
  const { connect } = props.face;
  const { language } = useLocale();
  const [client, setClient] = useState<Client | null>(null);
  // The language of the handshake is that of the server's own sentences; a desk words refusals
  // itself, so a change of language is no reason to connect again.
  const [first] = useState(language);
  useEffect(() => {
    const opened = connect(first);
    setClient(opened);
    return () => {
      setClient(null);
      opened.close();
    };
  }, [connect, first]);
  return client === null ? null : <AtDesk {...props} client={client} />;
}

function AtDesk(props: ConnectedProps & { readonly client: Client }) {
  const { face, client, me, onLanguage, onSignOut, onSessionOver } = props;
  const link = useLink(client);
  const directory = useFeed(client, "directory", "site");
  const signedOut = link.refusal === "unauthenticated" || directory.refusal === "unauthenticated";
  useEffect(() => {
    if (signedOut) onSessionOver();
  }, [signedOut, onSessionOver]);
  return face.children({ me, client, directory, onLanguage, onSignOut });
}
