import { useId, useState } from "react";

import type { PatientId } from "../../../../shared/domain/ids.ts";
import { missingCase } from "../../../../shared/domain/result.ts";
import { localDayIn } from "../../../../shared/i18n/calendar.ts";

import type { Client } from "../../../../shared/protocol/client.ts";
import type { DirectoryData } from "../../../../shared/protocol/feeds.ts";
import { useServerTime } from "../../../../shared/ui/clock.ts";
import { Dialog } from "../../../../shared/ui/desk/dialog.tsx";
import { TabList } from "../../../../shared/ui/desk/tab-list.tsx";
import { useLocale } from "../../../../shared/ui/locale-provider.tsx";
import { useFeed } from "../../../../shared/ui/use-feed.ts";
import { createPatientsDesk } from "../../desk-patients/patients-desk.ts";

import type { Me } from "../../../../shared/ui/desk/access.ts";
import type { Printer } from "../paper.ts";
import type { Wished } from "../laboratory/wished.ts";
import { MyDay } from "../my-day.tsx";
import { ArriveView } from "./arrive-view.tsx";
import { BookView } from "./book-view.tsx";
import { DayView } from "./day-view.tsx";
import { createPlacesDesk } from "./places-desk.ts";

import { after, begin } from "./book-steps.ts";
import type { Booking } from "./book-steps.ts";
import { useBook } from "./use-book.ts";

import { tabs } from "./booking-props.ts";
import type { BookingProps, BookingTab } from "./booking-props.ts";
import { WaitView } from "./wait-view.tsx";
import "../../desk-patients/patients.css";

interface DialogProps {
  readonly client: Client;
  readonly me: Me;
  readonly site: DirectoryData;
  readonly printers: readonly Printer[];
  /** Opened to order tests for another day: what is chosen already, and for whom if that is known. */
  readonly forTests?: { readonly wished: Wished; readonly patientId: PatientId | null };
  readonly onClose: () => void;
}

/** Appointments above the desk's work: booked, moved, checked in; a doctor's day first for doctors. */
export function BookingDialog(props: DialogProps) {
  const { t } = useLocale();
  const { client, me, site, printers, forTests, onClose } = props;
  const panel = useId();
  const isMine = me.role === "doctor" && forTests === undefined;
  const [tab, setTab] = useState<BookingTab>(isMine ? "mine" : "book");
  const [desk] = useState(() => createPlacesDesk(window.fetch.bind(window)));
  const [patients] = useState(() => createPatientsDesk(window.fetch.bind(window)));
  const book = useBook(client, beginFor(forTests?.patientId ?? null));
  const directory = useFeed(client, "directory", "site");
  const now = useServerTime(directory.snapshot?.serverTime ?? null, 1_000);
  const { zone } = site;
  return (
    <Dialog title={t("booking.open")} begin="act" wide onClose={onClose}>
      <div className="tabs booking-tabs">
        <TabList
          tabs={tabs}
          tab={tab}
          panel={panel}
          words={(each) => t(`booking.tab.${each}`)}
          onTab={setTab}
        />
      </div>
      <div
        id={panel}
        className="booking"
        role="tabpanel"
        aria-label={t(`booking.tab.${tab}`)}
        data-booking={tab}
      >
        {now === null ? null : (
          <View
            tab={tab}
            {...{ client, me, site, printers, zone, now, desk, patients, book, onClose }}
            wished={forTests?.wished ?? null}
            today={localDayIn(now, zone)}
            onTab={setTab}
          />
        )}
      </div>
    </Dialog>
  );
}

/** A patient who is known already is not searched for: their tests are next. */
function beginFor(patientId: PatientId | null): Booking {
  if (patientId === null) return begin;
  return after(after(begin, { kind: "patient", patientId }), { kind: "tests" });
}

function View({ tab, ...props }: BookingProps & { readonly tab: BookingTab }) {
  switch (tab) {
    case "book":
      return <BookView {...props} />;
    case "arrive":
      return <ArriveView {...props} />;
    case "day":
      return <DayView {...props} />;
    case "wait":
      return <WaitView {...props} />;
    case "mine":
      return <MyDay {...props} />;
    default:
      return missingCase(tab);
  }
}
