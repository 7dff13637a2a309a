import IconArmchair from "@tabler/icons-react/dist/esm/icons/IconArmchair.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import IconDoor from "@tabler/icons-react/dist/esm/icons/IconDoor.mjs";
import { useRef, useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import type { Language } from "../../../shared/domain/language.ts";
import type { ServicePointId } from "../../../shared/domain/ids.ts";
import type { Client, FeedState } from "../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { EmptyState, Notice } from "../../../shared/ui/desk/notice.tsx";
import type { Me } from "../../../shared/ui/desk/access.ts";
import { DeskLinks } from "./desk-links.tsx";
import { DeskBar } from "../../../shared/ui/desk/desk-bar.tsx";
import { findPoints } from "./find-point.ts";
import type { RoomOfPoints } from "./find-point.ts";
import { clinicNames } from "./point-names.ts";

/** Which counter or room is mine: asked once a browser, changed at any time. */
export function ChoosePoint(props: {
  readonly client: Client;
  readonly me: Me;
  readonly directory: FeedState<"directory">;
  readonly rememberedId: string | null;
  readonly onLanguage: (language: Language) => void;
  readonly onSignOut: () => void;
  readonly onChoose: (servicePointId: ServicePointId) => void;
}) {
  const { t } = useLocale();
  const site = props.directory.snapshot?.data ?? null;
  const known = site?.servicePoints.some((one) => one.servicePointId === props.rememberedId);
  return (
    <div className="page" data-screen="choose-point">
      <DeskBar
        client={props.client}
        me={props.me}
        site={props.directory.snapshot}
        onLanguage={props.onLanguage}
        onSignOut={props.onSignOut}
      >
        <DeskLinks look="onBar" />
      </DeskBar>
      <main className="choose">
        <h1>{t("reception.point.title")}</h1>
        <p className="quiet">{t("reception.point.lead")}</p>
        {props.directory.refusal === null ? null : (
          <Notice tone="refusal" title={t(`refusal.${props.directory.refusal}`)} />
        )}
        {site !== null && props.rememberedId !== null && known === false ? (
          <Notice tone="refusal" title={t("reception.point.gone")} />
        ) : null}
        {site === null ? (
          <PointsSkeleton />
        ) : (
          <Points site={site} rememberedId={props.rememberedId} onChoose={props.onChoose} />
        )}
      </main>
    </div>
  );
}

/** A list that fits a screen is read; a longer one is searched. */
const readAtOnce = 12;

function Points(props: {
  readonly site: DirectoryData;
  readonly rememberedId: string | null;
  readonly onChoose: (servicePointId: ServicePointId) => void;
}) {
  const { t, language } = useLocale();
  const [typed, setTyped] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const { site } = props;
  if (site.servicePoints.length === 0) {
    return (
      <EmptyState
        icon={<IconArmchair className="icon" aria-hidden="true" />}
        title={t("reception.point.none")}
        next={t("reception.point.noneNext")}
      />
    );
  }
  const rooms = findPoints(site, typed, language);
  const [only, ...others] = rooms.flatMap((room) => room.points);
  // One that is left is meant; of several the first is offered, and Enter again takes it.
  const enter = () => {
    if (only !== undefined && others.length === 0) props.onChoose(only.servicePointId);
    else list.current?.querySelector("button")?.focus();
  };
  return (
    <>
      {site.servicePoints.length <= readAtOnce ? null : (
        <FindField
          typed={typed}
          hasFocus={!site.servicePoints.some((one) => one.servicePointId === props.rememberedId)}
          onType={setTyped}
          onEnter={enter}
        />
      )}
      <p className="choose-found" role="status">
        {rooms.length === 0 ? t("reception.point.notFound") : null}
      </p>
      <div ref={list}>
        {rooms.map((room) => (
          <Room key={room.waitingRoomId} {...props} room={room} />
        ))}
      </div>
    </>
  );
}

function FindField(props: {
  readonly typed: string;
  readonly hasFocus: boolean;
  readonly onType: (typed: string) => void;
  readonly onEnter: () => void;
}) {
  const { t } = useLocale();
  return (
    <label className="field choose-find">
      {t("reception.point.find")}
      <input
        type="search"
        name="find"
        autoComplete="off"
        maxLength={60}
        autoFocus={props.hasFocus}
        value={props.typed}
        onChange={(event) => props.onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) props.onEnter();
        }}
      />
    </label>
  );
}

function Room(props: {
  readonly site: DirectoryData;
  readonly rememberedId: string | null;
  readonly room: RoomOfPoints;
  readonly onChoose: (servicePointId: ServicePointId) => void;
}) {
  const { t, language } = useLocale();
  const { site, room, rememberedId } = props;
  return (
    <section className="choose-room" aria-labelledby={room.waitingRoomId}>
      <h2 id={room.waitingRoomId}>{nameIn(room.names, language)}</h2>
      <ul>
        {room.points.map((point) => (
          <li key={point.servicePointId}>
            <button
              type="button"
              className="choose-point"
              data-service-point={point.servicePointId}
              autoFocus={point.servicePointId === rememberedId}
              onClick={() => props.onChoose(point.servicePointId)}
            >
              <IconDoor className="icon choose-point-door" aria-hidden="true" />
              <span className="choose-point-words">
                <b>{nameIn(point.names, language)}</b>
                <span>{clinicNames(site, point.queueIds, language)}</span>
                {point.servicePointId === rememberedId ? (
                  <small>{t("reception.point.remembered")}</small>
                ) : null}
              </span>
              <IconChevronRight className="icon flip" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function PointsSkeleton() {
  const { t } = useLocale();
  return (
    <div className="choose-skeleton" role="status" aria-label={t("reception.loading")}>
      {[1, 2, 3, 4, 5, 6].map((place) => (
        <i key={place} />
      ))}
    </div>
  );
}
