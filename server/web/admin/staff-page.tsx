import { useState } from "react";
import { nameIn } from "../../../shared/domain/language.ts";
import { missingCase } from "../../../shared/domain/result.ts";
import { shownName } from "../../../shared/domain/plain-text.ts";
import type { RosterPerson, SessionPlan, Shift } from "../../../shared/domain/roster.ts";
import { weekStart } from "../../../shared/domain/local-day.ts";
import type { RosterData } from "../../../shared/protocol/scheduling-feeds.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { useFeed } from "../../../shared/ui/use-feed.ts";
import { Notice } from "../../../shared/ui/desk/notice.tsx";
import { clinicOf } from "./desk.ts";
import type { AdminDesk, SiteClinic } from "./desk.ts";
import { LineActs, ListCard } from "./list-card.tsx";
import { ClinicSelect, PageHead } from "./page-head.tsx";
import { PlanDialog } from "./plan-dialog.tsx";
import { RulesForm } from "./rules-form.tsx";
import type { SectionProps } from "./section.ts";
import { ShiftWords } from "./shift-chip.tsx";
import { LeaveDialog, PersonDialog, ShiftDialog } from "./staff-dialogs.tsx";

type Open =
  | { readonly kind: "person" | "leave"; readonly person: RosterPerson }
  | { readonly kind: "shift"; readonly shift: Shift | null }
  | { readonly kind: "plan"; readonly shift: Shift; readonly plan: SessionPlan | null };

/** Who works in a clinic, in which shifts, which of them patients can be booked into, by what rules. */
export function StaffPage({ desk, route, go }: SectionProps) {
  const { t } = useLocale();
  const clinic = clinicOf(desk.site, route.clinicId);
  const key = clinic === null ? null : `${clinic.clinicId}:${weekStart(desk.today)}:7`;
  const feed = useFeed(desk.client, "roster", key);
  const roster = feed.snapshot?.data ?? null;
  const [open, setOpen] = useState<Open | null>(null);
  return (
    <div className="section" data-section-page="staff">
      <PageHead title={t("admin.section.staff")}>
        <ClinicSelect
          desk={desk}
          clinicId={clinic?.clinicId ?? null}
          onChange={(clinicId) => go({ ...route, clinicId })}
        />
      </PageHead>
      {feed.refusal === null ? null : (
        <Notice tone="refusal" title={t(`refusal.${feed.refusal}`, { seconds: 0 })} />
      )}
      {roster === null || clinic === null ? null : (
        <>
          <People desk={desk} roster={roster} onOpen={setOpen} />
          <Shifts desk={desk} roster={roster} clinic={clinic} onOpen={setOpen} />
          <RulesForm key={JSON.stringify(roster.rules)} desk={desk} roster={roster} />
          {open === null ? null : (
            <OpenDialog desk={desk} clinic={clinic} open={open} onClose={() => setOpen(null)} />
          )}
        </>
      )}
    </div>
  );
}

function OpenDialog(props: {
  readonly desk: AdminDesk;
  readonly clinic: SiteClinic;
  readonly open: Open;
  readonly onClose: () => void;
}) {
  const { open, ...rest } = props;
  switch (open.kind) {
    case "person":
      return <PersonDialog {...rest} person={open.person} />;
    case "leave":
      return <LeaveDialog {...rest} person={open.person} />;
    case "shift":
      return <ShiftDialog {...rest} shift={open.shift} />;
    case "plan":
      return <PlanDialog {...rest} shift={open.shift} plan={open.plan} />;
    default:
      return missingCase(open);
  }
}

function People(props: {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly onOpen: (open: Open) => void;
}) {
  const { t, language } = useLocale();
  const { desk, roster, onOpen } = props;
  const clinicName = (person: RosterPerson) => {
    const clinic = desk.site.clinics.find(({ clinicId }) => clinicId === person.clinicId);
    return clinic === undefined ? "—" : nameIn(clinic.names, language);
  };
  return (
    <ListCard
      title={t("admin.staff.people")}
      heads={[
        t("admin.person"),
        t("admin.staff.grade"),
        t("admin.clinic"),
        t("admin.staff.skills"),
      ]}
    >
      {roster.people.map((person) => (
        <tr key={person.staffId} data-staff-row={person.staffId}>
          <td>
            <b>
              <bdi>{shownName(person.name)}</bdi>
            </b>
          </td>
          <td>{t(`admin.grade.${person.grade}`)}</td>
          <td>{clinicName(person)}</td>
          <td>{person.skills.map(shownName).join("، ")}</td>
          <LineActs
            acts={
              desk.mayWrite
                ? [
                    {
                      act: "detail-staff",
                      words: t("admin.change.verb"),
                      onPress: () => onOpen({ kind: "person", person }),
                    },
                    {
                      act: "request-leave",
                      words: t("admin.act.requestLeave"),
                      onPress: () => onOpen({ kind: "leave", person }),
                    },
                  ]
                : []
            }
          />
        </tr>
      ))}
    </ListCard>
  );
}

function Shifts(props: {
  readonly desk: AdminDesk;
  readonly roster: RosterData;
  readonly clinic: SiteClinic;
  readonly onOpen: (open: Open) => void;
}) {
  const { t, language } = useLocale();
  const { desk, roster, clinic, onOpen } = props;
  const planOf = (shift: Shift) =>
    roster.plans.find(
      ({ shiftId, clinicId }) => shiftId === shift.shiftId && clinicId === clinic.clinicId,
    ) ?? null;
  const planWords = (plan: SessionPlan) => {
    const service = clinic.services.find(({ serviceId }) => serviceId === plan.serviceId);
    const name = service === undefined ? "" : nameIn(service.names, language);
    return t("admin.plan.words", { service: name, capacity: plan.capacity });
  };
  return (
    <ListCard
      title={t("admin.staff.shifts")}
      heads={[
        t("admin.shift"),
        t("admin.staff.kind"),
        t("admin.staff.tier"),
        t("admin.plan.title"),
      ]}
      act={
        desk.mayWrite ? (
          <button
            type="button"
            className="button"
            data-act="new-shift"
            onClick={() => onOpen({ kind: "shift", shift: null })}
          >
            {t("admin.staff.newShift")}
          </button>
        ) : null
      }
    >
      {roster.shifts.map((shift) => {
        const plan = planOf(shift);
        return (
          <tr key={shift.shiftId} data-shift-row={shift.shiftId}>
            <td>
              <ShiftWords shift={shift} />
            </td>
            <td>{t(`admin.shiftKind.${shift.kind}`)}</td>
            <td>{shift.tier === null ? "—" : <Num>{shift.tier}</Num>}</td>
            <td>{plan === null ? t("admin.plan.none") : planWords(plan)}</td>
            <LineActs
              acts={
                desk.mayWrite
                  ? [
                      {
                        act: "change-shift",
                        words: t("admin.change.verb"),
                        onPress: () => onOpen({ kind: "shift", shift }),
                      },
                      {
                        act: "put-plan",
                        words: t("admin.act.putSessionPlan"),
                        onPress: () => onOpen({ kind: "plan", shift, plan }),
                      },
                    ]
                  : []
              }
            />
          </tr>
        );
      })}
    </ListCard>
  );
}
