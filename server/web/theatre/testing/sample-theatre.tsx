// Operations without a server: every feed answers with samples. For pictures and measurements.
import { createRoot } from "react-dom/client";
import { createClient } from "../../../../shared/protocol/client.ts";

import type { DirectoryData, FeedName } from "../../../../shared/protocol/feeds.ts";
import type { EmergencyProposal, PlanCheck } from "../../../../shared/protocol/theatre-feeds.ts";
import { addDays } from "../../../../shared/domain/local-day.ts";
import { idOf } from "../../../../shared/domain/ids.ts";
import { defaultRates } from "../../../../shared/domain/priority.ts";
import { dayMs } from "../../../../shared/domain/time.ts";
import { browserTime } from "../../../../shared/ui/clock.ts";
import { createAccess } from "../../../../shared/ui/desk/access.ts";
import { TheatreFace } from "../theatre.tsx";
import {
  anOperation,
  at,
  sampleDay,
  sampleDayOf,
  sampleOperation,
  sampleWaiting,
  sampleZone,
  theatreIdOf,
} from "./sample-operations.ts";
import { sampleSpan } from "./sample-week.ts";
import "../../../../shared/ui/base.css";
import "../../../../shared/ui/desk/desk.css";
import "../../admin/admin.css";
import "../theatre.css";
import "../timeline.css";
import "../views.css";
import { sampleWire } from "../../testing/sample-wire.ts";

const query = new URLSearchParams(window.location.search);
const theatres = Number(query.get("theatres") ?? "5");
/** Of each week, where a house of some size is wanted; else every look there is. */
const operations = query.get("operations");
const now = at("10:42");

const directory: DirectoryData = {
  hospitalNames: { ar: "المستشفى التعليمي", en: "Teaching Hospital" },
  zone: sampleZone,
  clinics: [],
  queues: [],
  waitingRooms: [],
  servicePoints: [],
  emergencyPlace: { ar: "الطوارئ" },
  rates: defaultRates,
};

function week() {
  const day = sampleDayOf(theatres);
  const shifted = [-1, 0, 1, 2, 3].map((days) => ({
    blocks: day.blocks.map((block) => ({
      ...block,
      day: addDays(sampleDay, days),
      from: block.from + days * dayMs,
      to: block.to + days * dayMs,
    })),
    operations: day.operations.map((each) => ({
      ...each,
      operationId: idOf("operation", Number(each.operationId.slice(1)) + (days + 2) * 10_000),
      plan: each.plan === null ? null : { ...each.plan, from: each.plan.from + days * dayMs },
    })),
  }));
  return {
    ...day,
    blocks: shifted.flatMap(({ blocks }) => blocks),
    operations: shifted.flatMap(({ operations }) => operations),
  };
}

function answer(feed: FeedName, key: string): unknown {
  if (feed === "directory") return directory;
  if (feed === "theatres" && operations !== null) {
    const [from = sampleDay, days] = key.split(":");
    return sampleSpan({ from, days: Number(days) }, { theatres, operations: Number(operations) });
  }
  if (feed === "theatres") return key.endsWith(":7") ? week() : sampleDayOf(theatres);
  if (feed === "operationsWaiting") return sampleWaiting();
  if (feed !== "operation") return null;
  const isThis = ({ operationId }: { operationId: string }) => operationId === key;
  const known = sampleDayOf(theatres).operations.find(isThis);
  return sampleOperation(known ?? sampleWaiting().operations.find(isThis) ?? anOperation(109));
}

const clash = { kind: "clash", hard: true, holder: "person" } as const;

function checkOf(plan: { theatreId: string; from: number }): PlanCheck {
  const isBusy = plan.theatreId === theatreIdOf(4);
  const clinic = { busy: "session", from: at("10:00"), to: at("12:00") } as const;
  const holder = { ...clash, holderId: "s1", operationId: null, minutes: 0, ...clinic };
  const past = { kind: "pastBlock", hard: false, holder: null, holderId: null } as const;
  return {
    findings: isBusy
      ? [holder]
      : plan.from > at("16:30")
        ? [{ ...past, operationId: null, busy: null, from: null, to: null, minutes: 20 }]
        : [],
    minutes: 40,
    p80Min: 48,
  };
}

const proposals: readonly EmergencyProposal[] = [1, 2, 3].map((each) => ({
  theatreId: theatreIdOf(each),
  from: at("11:00"),
  ...{
    minutes: 90,
    p80Min: 120,
    waitMin: 18,
    putOffMin: 45 * each,
    unplaced: each - 1,
    cost: each,
  },
  moves: Array.from({ length: each }, (_, index) => ({
    operationId: idOf("operation", 103 + index),
    label: `OP${103 + index}`,
    from: { theatreId: theatreIdOf(each), from: at("12:25") },
    to: index === 1 ? null : { theatreId: theatreIdOf(each), from: at("13:10") },
  })),
  findings: [],
}));

const fetcher: typeof fetch = (input, init) => {
  const path = String(input);
  const body = path.endsWith("/check")
    ? { ok: true, check: checkOf(JSON.parse(String(init?.body)) as never) }
    : path.endsWith("/proposals")
      ? { ok: true, proposals }
      : { ok: true, me: { staffId: "s1", user: "sample", name: "رنا خالد", role: "supervisor" } };
  return Promise.resolve(new Response(JSON.stringify(body)));
};

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no root");
createRoot(root).render(
  <TheatreFace
    access={createAccess(fetcher)}
    fetcher={fetcher}
    connect={() =>
      createClient(
        sampleWire({
          now,
          answer,
          command: {
            ok: true,
            reply: { label: "OP140", moved: 2, operationId: "o140", status: "planned" },
          },
        }),
        browserTime,
      )
    }
  />,
);
