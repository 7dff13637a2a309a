import type { PatientId } from "../../../shared/domain/ids.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import type { Client } from "../../../shared/protocol/client.ts";
import type { DirectoryData, PointData, QueueLine } from "../../../shared/protocol/feeds.ts";
import type { Me } from "../../../shared/ui/desk/access.ts";
import { ClaimMenu, DeskMenu, LineMenu } from "./act-menu.tsx";
import type { StepKind } from "./intents.ts";
import { IssueTicket } from "./issue-ticket.tsx";
import { PrintCopy } from "./print-copy.tsx";
import type { Act, Press, Situation } from "./situation.ts";
import { StepDialog } from "./steps.tsx";
import { LabelDialog } from "../desk-laboratory/label-dialog.tsx";
import { BookingDialog } from "./booking/booking-dialog.tsx";
import { JoinOrder } from "./laboratory/join-order.tsx";
import { OrderTests } from "./laboratory/order-tests.tsx";
import type { TestsHere } from "./laboratory/use-tests.ts";
import type { Wished } from "./laboratory/wished.ts";
import type { OrderLine } from "../../../shared/protocol/laboratory-feeds.ts";

/** What is open above the console: a menu, a small step of an act, or a paper by hand. */
export type Opened =
  | { readonly kind: "ticket" }
  | { readonly kind: "copy"; readonly tickets: readonly QueueLine[] }
  | { readonly kind: "line"; readonly line: QueueLine }
  | { readonly kind: "claim"; readonly line: QueueLine }
  | { readonly kind: "desk" }
  /** Of the visit here: tests, an order for another day, a label once more. */
  | { readonly kind: "orderTests" | "joinOrder"; readonly line: QueueLine }
  /** Tests for another day, for whom if that is known. */
  | { readonly kind: "bookTests"; readonly wished: Wished; readonly patientId: PatientId | null }
  | { readonly kind: "label"; readonly order: OrderLine }
  | {
      readonly kind: "step";
      readonly step: StepKind;
      readonly act: Act;
      readonly line: QueueLine | null;
    };

interface AboveProps {
  readonly opened: Opened;
  readonly client: Client;
  readonly me: Me;
  readonly site: DirectoryData;
  readonly point: PointData;
  readonly situation: Situation;
  readonly tests: TestsHere;
  readonly lastGroupId: string | null;
  readonly press: Press;
  /** An act whose step is answered. */
  readonly onSend: Press;
  readonly onStopHere: (stops: boolean) => void;
  readonly onOpen: (opened: Opened | null) => void;
}

/** The one dialog that is open. It closes with the press; what became of it the desk says. */
export function Above(props: AboveProps) {
  const { opened, client, site, point, situation, onOpen } = props;
  const onClose = () => onOpen(null);
  const paper = { client, site, point, stale: situation.stale, onClose };
  switch (opened.kind) {
    case "ticket":
      return <IssueTicket {...paper} />;
    case "copy":
      return <PrintCopy {...paper} tickets={opened.tickets} />;
    case "line":
      return (
        <LineMenu
          line={opened.line}
          situation={situation}
          onAct={(act) => {
            onClose();
            props.press(act, opened.line);
          }}
          onCopy={() => onOpen({ kind: "copy", tickets: [opened.line] })}
          onClose={onClose}
        />
      );
    case "claim":
      return (
        <ClaimMenu
          line={opened.line}
          situation={situation}
          onAct={(act) => {
            onClose();
            props.press(act, opened.line);
          }}
          onClose={onClose}
        />
      );
    case "desk":
      return (
        <DeskMenu
          situation={situation}
          onAct={(act) => {
            onClose();
            props.press(act);
          }}
          onClose={onClose}
        />
      );
    case "orderTests":
    case "bookTests":
    case "joinOrder":
    case "label":
      return <OfTests {...props} opened={opened} onClose={onClose} />;
    case "step":
      return <Step {...props} opened={opened} onClose={onClose} />;
    default:
      return missingCase(opened);
  }
}

type OfTests = Extract<
  Opened,
  { readonly kind: "orderTests" | "bookTests" | "joinOrder" | "label" }
>;

/** Tests of the visit here, or of its patient on another day. */
function OfTests(props: AboveProps & { readonly opened: OfTests; readonly onClose: () => void }) {
  const { opened, client, site, point, situation, onOpen, onClose } = props;
  switch (opened.kind) {
    case "orderTests":
      return (
        <OrderTests
          {...{ client, site, onClose }}
          line={opened.line}
          stale={situation.stale}
          onAnotherDay={(wished) =>
            onOpen({ kind: "bookTests", wished, patientId: patientOf(point) })
          }
        />
      );
    case "bookTests":
      return (
        <BookingDialog
          {...{ client, site, onClose }}
          me={props.me}
          printers={point.printers}
          forTests={opened}
        />
      );
    case "joinOrder":
      return (
        <JoinOrder
          {...{ client, onClose }}
          role={situation.role}
          zone={site.zone}
          line={opened.line}
          acts={props.tests.acts}
        />
      );
    case "label":
      return (
        <LabelDialog
          order={opened.order}
          onSend={(specimen) => {
            onClose();
            props.tests.printLabel(specimen);
          }}
          onClose={onClose}
        />
      );
    default:
      return missingCase(opened);
  }
}

/** Of the visit here; nothing where nobody has registered them. */
function patientOf({ current }: PointData): PatientId | null {
  return current?.patientId ?? null;
}

function Step(
  props: AboveProps & {
    readonly opened: Extract<Opened, { readonly kind: "step" }>;
    readonly onClose: () => void;
  },
) {
  const { opened, situation, point } = props;
  const { act, line, step } = opened;
  const aboutCurrent = step === "result" || step === "transfer" || step === "detour";
  return (
    <StepDialog
      {...props}
      kind={step}
      act={act}
      line={line ?? (aboutCurrent ? point.current : null)}
      situation={situation}
      onSend={(details) => {
        props.onClose();
        props.onSend(act, line, details);
      }}
    />
  );
}
