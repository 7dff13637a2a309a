import IconHelpCircle from "@tabler/icons-react/dist/esm/icons/IconHelpCircle.mjs";
import IconLayoutGrid from "@tabler/icons-react/dist/esm/icons/IconLayoutGrid.mjs";
import IconLoader from "@tabler/icons-react/dist/esm/icons/IconLoader.mjs";
import type { CommandId, ServiceId } from "../../../shared/domain/ids.ts";
import type { WaitRange } from "../../../shared/protocol/commands.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { nameIn } from "../../../shared/domain/language.ts";
import type { DirectoryData } from "../../../shared/protocol/feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Act } from "../parts/act.ts";
import { ChoiceCard } from "../parts/choice-card.tsx";
import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import { PriorityOffer } from "../parts/priority-offer.tsx";
import { clinicState } from "../clinic-state.ts";
import type { Group } from "../group.ts";
import { chooseEvent } from "../wish.ts";
import { GroupNote } from "./group.tsx";
import { clinicTouch, pageOf } from "../session.ts";
import type { Clinic, Session, SessionEvent } from "../session.ts";

/** Ten cards of 30 mm and more fill the screen; larger text takes whole lines, low buttons half of it. */
function cardsPerPage({ largerText, lowButtons }: Session): number {
  if (largerText) return lowButtons ? 3 : 6;
  return lowButtons ? 6 : 10;
}

interface Card {
  readonly id: string;
  readonly name: string;
  readonly pictogram: string;
  readonly waiting: number;
  readonly wait: WaitRange | null;
  readonly pausedUntil: Instant | null;
  readonly isShut: boolean;
  readonly isFull: boolean;
  /** Is this the card that was touched, while its number is on the way? */
  readonly isTaking: boolean;
  readonly event: () => SessionEvent;
}

/** Finding the clinic by its picture, and its service where there are several. */
export function Choosing(props: {
  readonly session: Session;
  readonly directory: DirectoryData | null;
  readonly at: Extract<Session["screen"], { name: "clinics" | "services" }>;
  readonly waitsFor: ServiceId | null;
  readonly isSlow: boolean;
  readonly newCommandId: () => CommandId;
  readonly act: Act;
}) {
  const { session, at, act, waitsFor } = props;
  const { language, t } = useLocale();
  const clinics = props.directory?.clinics ?? [];
  const zone = props.directory?.zone ?? "UTC";
  const asks: Asks = { waitsFor, group: session.group, newCommandId: props.newCommandId };
  const asked = at.name === "services" ? clinics.find((one) => one.clinicId === at.clinicId) : null;
  const cards = asked
    ? serviceCards(asked, asks, (names) => nameIn(names, language))
    : clinicCards(clinics, asks, (names) => nameIn(names, language));
  const { shown, page, pages } = pageOf(cards, at.page, cardsPerPage(session));
  return (
    <>
      <Head
        title={asked ? nameIn(asked.names, language) : t("kiosk.clinics.title")}
        sub={
          <>
            {asked ? t("kiosk.services.title") : t("kiosk.clinics.hint")}
            {pages > 1 && ` · ${t("kiosk.clinics.page", { page: page + 1, pages })}`}
          </>
        }
      />
      <main aria-busy={waitsFor !== null}>
        {session.group === null ? (
          <PriorityOffer isAsked={session.wantsPriority} act={act} />
        ) : (
          <GroupNote group={session.group} />
        )}
        {cards.length === 0 && <p className="note">{t("kiosk.clinics.none")}</p>}
        <div className="cards" data-cards={shown.length}>
          {shown.map(({ id, event, ...card }) => (
            <ChoiceCard key={id} id={id} {...card} zone={zone} onTouch={() => act(event())} />
          ))}
        </div>
        <div className="row">
          {pages > 1 && (
            <button
              type="button"
              className="btn"
              data-act="others"
              onClick={() => act({ type: "turnPage", pages })}
            >
              <IconLayoutGrid className="icon" aria-hidden="true" />
              {asked ? t("kiosk.services.others") : t("kiosk.clinics.others")}
            </button>
          )}
          <button
            type="button"
            className="btn"
            data-act="unsure"
            onClick={() => act({ type: "go", to: "unsure" })}
          >
            <IconHelpCircle className="icon" aria-hidden="true" />
            {asked ? t("kiosk.services.unsure") : t("kiosk.clinics.unsure")}
          </button>
        </div>
      </main>
      <Foot session={session} act={act} />
      {props.isSlow && <StillTrying />}
    </>
  );
}

type Naming = (names: Clinic["names"]) => string;
function StillTrying() {
  const { t } = useLocale();
  return (
    <p className="slow" role="status">
      <IconLoader className="icon" aria-hidden="true" />
      <span>
        <b>{t("kiosk.issuing.slow")}</b>
        {t("kiosk.issuing.safe")}
      </span>
    </p>
  );
}

interface Asks {
  readonly waitsFor: ServiceId | null;
  readonly group: Group | null;
  readonly newCommandId: () => CommandId;
}

function clinicCards(clinics: readonly Clinic[], asks: Asks, name: Naming): readonly Card[] {
  return clinics.flatMap((clinic) => {
    const touch = clinicTouch(clinic);
    if (touch === null) return [];
    const event = (): SessionEvent => {
      if (touch.kind === "ask") return { type: "openClinic", clinicId: clinic.clinicId };
      const { serviceId } = touch;
      if (touch.kind === "shut") return { type: "chooseShut", serviceId };
      const service = clinic.services.find((each) => each.serviceId === serviceId);
      return chooseEvent(service ?? { serviceId, segments: [] }, asks.group, asks.newCommandId);
    };
    // Services may share a queue, whose patients are counted once.
    const queues = new Map(clinic.services.map(({ queueId, waiting }) => [queueId, waiting]));
    return {
      id: clinic.clinicId,
      name: name(clinic.names),
      pictogram: clinic.pictogram,
      waiting: [...queues.values()].reduce((sum, waiting) => sum + waiting, 0),
      ...clinicState(clinic.services),
      isShut: touch.kind === "shut",
      isTaking: clinic.services.some(({ serviceId }) => serviceId === asks.waitsFor),
      event,
    };
  });
}

function serviceCards(clinic: Clinic, asks: Asks, name: Naming): readonly Card[] {
  return clinic.services.map((service) => {
    const { serviceId, names, waiting, open } = service;
    return {
      id: serviceId,
      name: name(names),
      pictogram: clinic.pictogram,
      waiting,
      ...clinicState([service]),
      isShut: !open,
      isTaking: serviceId === asks.waitsFor,
      event: () =>
        open
          ? chooseEvent(service, asks.group, asks.newCommandId)
          : { type: "chooseShut", serviceId },
    };
  });
}
