import { useState } from "react";
import type { Language } from "../../../shared/domain/language.ts";
import type { ServicePointId } from "../../../shared/domain/ids.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { Access } from "../../../shared/ui/desk/access.ts";
import { DeskFace } from "../../../shared/ui/desk/desk-face.tsx";
import type { SignedIn } from "../../../shared/ui/desk/desk-face.tsx";
import { remember, remembered } from "../../../shared/ui/desk/remembered.ts";
import { ChoosePoint } from "./choose-point.tsx";
import { Console } from "./console.tsx";
import { Opening } from "./opening.tsx";

/** The desk from sign-in to console. */
export function Reception(props: {
  readonly access: Access;
  readonly connect: (language: Language) => Client;
}) {
  return (
    <DeskFace title="reception.title" lead="reception.lead" {...props}>
      {(signedIn) => <AtPoint {...signedIn} />}
    </DeskFace>
  );
}

function AtPoint(props: SignedIn) {
  const { client, me, directory } = props;
  const [pointId, setPointId] = useState(() => remembered("servicePoint"));
  const [choosing, setChoosing] = useState(pointId === null);

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
