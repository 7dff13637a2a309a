// Administration without a server: every feed answers with samples. For pictures and measurements.
import { createRoot } from "react-dom/client";
import { createClient } from "../../../../shared/protocol/client.ts";

import type { DirectoryData, FeedName } from "../../../../shared/protocol/feeds.ts";
import { idOf } from "../../../../shared/domain/ids.ts";
import type { QueueId, ServiceId, WaitingRoomId } from "../../../../shared/domain/ids.ts";
import { daysFrom, addDays } from "../../../../shared/domain/local-day.ts";
import { defaultRates } from "../../../../shared/domain/priority.ts";
import type {
  Consequence,
  InboxData,
  SessionLine,
  SessionsData,
} from "../../../../shared/protocol/scheduling-feeds.ts";
import { browserTime } from "../../../../shared/ui/clock.ts";
import { createAccess } from "../../../../shared/ui/desk/access.ts";
import { Admin } from "../admin.tsx";
import {
  busyWeek,
  dental,
  eye,
  leaveLine,
  room11,
  sampleRoster,
  assignment,
  morning,
} from "./sample-roster.ts";
import "../../../../shared/ui/base.css";
import "../../../../shared/ui/desk/desk.css";
import "../admin.css";
import "../roster.css";
import "../planning.css";
import { sampleWire } from "../../testing/sample-wire.ts";

const now = 1_795_500_000_000;
const query = new URLSearchParams(window.location.search);
const people = Number(query.get("people") ?? "60");

const directory: DirectoryData = {
  hospitalNames: { ar: "المستشفى التعليمي", en: "Teaching hospital" },
  zone: "Asia/Baghdad",
  clinics: [eye, dental].map((clinicId) => ({
    clinicId,
    names:
      clinicId === eye
        ? {
            ar: "عيادة العيون",
            ckb: "نۆرینگەی چاو",
            en: "Eye clinic",
            fa: "درمانگاه چشم",
            ur: "آنکھوں کا کلینک",
          }
        : { ar: "الأسنان", ckb: "ددان", en: "Dental", fa: "دندان", ur: "دانت" },
    pictogram: "eye",
    services: [
      {
        serviceId: `${clinicId}-visit` as ServiceId,
        names: { ar: "زيارة", ckb: "سەردان", en: "Visit", fa: "ویزیت", ur: "معائنہ" },
        queueId: clinicId as string as QueueId,
        waitingRoomNames: { ar: "صالة 2", en: "Hall 2" },
        open: clinicId === eye,
        waiting: 12,
        wait: null,
        pausedUntil: null,
        segments: [],
      },
    ],
  })),
  queues: [eye, dental].map((clinicId) => ({
    queueId: clinicId as string as QueueId,
    clinicId,
    names: { ar: clinicId === eye ? "طابور العيون" : "طابور الأسنان", en: `Queue ${clinicId}` },
    closed: clinicId !== eye,
  })),
  waitingRooms: [],
  servicePoints: [
    {
      servicePointId: room11,
      names: { ar: "غرفة 11", ckb: "ژووری 11", en: "Room 11", fa: "اتاق 11", ur: "کمرہ 11" },
      waitingRoomId: "hall-2" as WaitingRoomId,
      queueIds: [eye as string as QueueId],
    },
  ],
  emergencyPlace: { ar: "الطوارئ" },
  rates: defaultRates,
};

function sessions(from: string): SessionsData {
  const { days } = sampleRoster({ from, days: 7, people: 1 });
  const lines = daysFrom(from, addDays(from, 5)).flatMap((day, index) =>
    [0, 1].map((each): SessionLine => {
      const at = now + (index * 24 + each * 6) * 3_600_000;
      return {
        sessionId: idOf("session", 1 + index * 2 + each),
        clinicId: eye,
        serviceId: "eye-visit" as ServiceId,
        staffId: idOf("staff", 1 + index),
        pointId: room11,
        thingIds: [],
        ...{ breaks: [], bufferBeforeMin: 0, bufferAfterMin: 0 },
        day,
        from: at,
        to: at + 6 * 3_600_000,
        capacity: 30,
        windowMin: 30,
        overbookMax: 2,
        status: index === 3 && each === 1 ? "cancelled" : "open",
        lateMin: index === 1 ? 20 : 0,
        serviceNames: { ar: "زيارة العيون", en: "Eye visit" },
        clinicNames: { ar: "عيادة العيون", en: "Eye clinic" },
        staffName: "د. سارة محمود",
        pointNames: { ar: "غرفة 11", en: "Room 11" },
        booked: (index * 11 + each * 7) % 31,
        checkedIn: 0,
      };
    }),
  );
  return { from, to: addDays(from, 7), hijriOffset: 0, days, sessions: lines };
}

const inbox: InboxData = {
  leave: [
    leaveLine({
      staffId: idOf("staff", 3),
      from: "2026-11-29",
      to: "2026-12-02",
      status: "requested",
    }),
  ],
  swaps: [
    {
      swapId: idOf("swap", 12),
      from: {
        name: "د. نور جاسم",
        assignment: assignment(5, {
          staffId: idOf("staff", 7),
          day: "2026-11-24",
          shiftId: morning.shiftId,
        }),
      },
      to: { staffId: idOf("staff", 8), name: "د. مهدي صالح" },
      instead: null,
      status: "accepted",
      findings: [],
    },
  ],
  decided: [leaveLine({ staffId: idOf("staff", 5), from: "2026-11-15", to: "2026-11-17" })],
  lists: { printers: [{ deviceId: idOf("device", 3), name: "Lobby 1" }], set: [], missing: [] },
};

function answer(feed: FeedName, key: string): unknown {
  const [, from = "", days = ""] = key.split(":");
  if (feed === "directory") return directory;
  if (feed === "sessions") return sessions(from);
  if (feed === "inbox") return inbox;
  if (feed === "things") return { things: [] };
  if (feed === "patterns") return { patterns: [] };
  if (feed !== "roster") return null;
  return days === "7" ? busyWeek(from) : sampleRoster({ from, days: Number(days), people });
}

const consequences: readonly Consequence[] = [1, 2, 3].map((each) => ({
  appointmentId: idOf("appointment", each),
  patientName: "زهراء علي حسين",
  from: { sessionId: idOf("session", 1), at: now, staffName: "د. سارة محمود" },
  to:
    each === 3
      ? null
      : { sessionId: idOf("session", 2), at: now + 86_400_000, staffName: "د. ليلى حسن" },
}));

const role = query.get("role") ?? "supervisor";
const fetcher: typeof fetch = (input) => {
  const path = String(input);
  const body = path.startsWith("/api/consequences")
    ? { ok: true, consequences }
    : { ok: true, me: { staffId: "s1", user: "sample", name: "رنا خالد", role } };
  return Promise.resolve(new Response(JSON.stringify(body)));
};

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <Admin
    access={createAccess(fetcher)}
    fetcher={fetcher}
    connect={() =>
      createClient(
        sampleWire({ now, answer, command: { ok: false, refusal: { code: "clash", text: "" } } }),
        browserTime,
      )
    }
  />,
);
