import { useCallback, useEffect, useState } from "react";
import { languages } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { ServicePointId } from "../../../shared/domain/ids.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import { LocaleProvider, useLocale } from "../../../shared/ui/locale-provider.tsx";
import { useFeed, useLink } from "../../../shared/ui/use-feed.ts";
import { remember, remembered } from "../../../shared/ui/desk/remembered.ts";
import type { Access, Me } from "./access.ts";
import { ChoosePoint } from "./choose-point.tsx";
import { Console } from "./console.tsx";
import { Opening } from "./opening.tsx";
import { SignIn } from "./sign-in.tsx";

type Session =
  | { readonly kind: "asking" }
  | { readonly kind: "out"; readonly over: boolean }
  | { readonly kind: "in"; readonly me: Me };

/** The desk from sign-in to console. The door and the connection are handed in by `main`. */
export function Reception(props: {
  readonly access: Access;
  readonly connect: (language: Language) => Client;
}) {
  const [language, setLanguage] = useState<Language>(
    () => languages.find((known) => known === remembered("language")) ?? "ar",
  );
  const speak = useCallback((next: Language) => {
    remember("language", next);
    setLanguage(next);
  }, []);
  return (
    <LocaleProvider language={language}>
      <Door access={props.access} connect={props.connect} onLanguage={speak} />
    </LocaleProvider>
  );
}

function Door(props: {
  readonly access: Access;
  readonly connect: (language: Language) => Client;
  readonly onLanguage: (language: Language) => void;
}) {
  const { access, connect, onLanguage } = props;
  const { language, t } = useLocale();
  const [session, setSession] = useState<Session>({ kind: "asking" });
  useEffect(() => {
    document.title = `${t("word.dawr")} · ${t("reception.title")}`;
  }, [t]);
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
          sessionOver={session.over}
          onLanguage={onLanguage}
          onIn={(me) => setSession({ kind: "in", me })}
        />
      );
    case "in":
      return (
        <Desk
          key={session.me.staffId}
          me={session.me}
          connect={connect}
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

interface DeskProps {
  readonly me: Me;
  readonly onLanguage: (language: Language) => void;
  readonly onSessionOver: () => void;
  readonly onSignOut: () => void;
}

/** Holds one connection for as long as one person is signed in. */
function Desk(props: DeskProps & { readonly connect: (language: Language) => Client }) {
  const { connect } = props;
  const { language } = useLocale();
  const [client, setClient] = useState<Client | null>(null);
  // The language of the handshake is that of the server's own sentences; this screen words
  // refusals itself, so a change of language is no reason to connect again.
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

function AtDesk(props: DeskProps & { readonly client: Client }) {
  const { client, me, onSessionOver } = props;
  const link = useLink(client);
  const directory = useFeed(client, "directory", "site");
  const [pointId, setPointId] = useState(() => remembered("servicePoint"));
  const [choosing, setChoosing] = useState(pointId === null);
  const signedOut = link.refusal === "unauthenticated" || directory.refusal === "unauthenticated";
  useEffect(() => {
    if (signedOut) onSessionOver();
  }, [signedOut, onSessionOver]);

  const choose = (servicePointId: ServicePointId) => {
    remember("servicePoint", servicePointId);
    setPointId(servicePointId);
    setChoosing(false);
  };
  const site = directory.snapshot?.data ?? null;
  const point = site?.servicePoints.find((one) => one.servicePointId === pointId) ?? null;
  const gone = site !== null && pointId !== null && point === null;
  const bar = { onLanguage: props.onLanguage, onSignOut: props.onSignOut };
  if (!choosing && site === null) {
    return <Opening client={client} me={me} {...bar} refusal={directory.refusal} />;
  }
  if (choosing || gone || point === null || site === null) {
    return (
      <ChoosePoint
        client={client}
        me={me}
        directory={directory}
        rememberedId={pointId}
        {...bar}
        onChoose={choose}
      />
    );
  }
  return (
    <Console
      key={point.servicePointId}
      client={client}
      me={me}
      site={directory.snapshot}
      servicePointId={point.servicePointId}
      {...bar}
      onChangePoint={() => setChoosing(true)}
    />
  );
}
