import IconCheck from "@tabler/icons-react/dist/esm/icons/IconCheck.mjs";
import IconChevronRight from "@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs";
import IconHeartHandshake from "@tabler/icons-react/dist/esm/icons/IconHeartHandshake.mjs";
import IconUser from "@tabler/icons-react/dist/esm/icons/IconUser.mjs";
import IconUsers from "@tabler/icons-react/dist/esm/icons/IconUsers.mjs";
import { leftToRight } from "../../../shared/i18n/translate.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import { Num } from "../../../shared/ui/ticket-label.tsx";
import { groupMax, groupMin, newGroup } from "../group.ts";
import type { Group } from "../group.ts";
import type { Act } from "../parts/act.ts";
import { Foot } from "../parts/foot.tsx";
import { Head } from "../parts/head.tsx";
import type { Session } from "../session.ts";

const sizes = Array.from({ length: groupMax - groupMin + 1 }, (_, more) => groupMin + more);

/** Several patients together: how many, and one touch for each whom priority is offered to. */
export function GroupSize(props: { readonly session: Session; readonly act: Act }) {
  const { session, act } = props;
  const { t } = useLocale();
  const { members } = session.group ?? newGroup;
  return (
    <>
      <Head title={t("group.title")} sub={t("group.lead")} />
      <main>
        <h2 className="ask" id="group-size">
          {t("group.size")}
        </h2>
        <div className="sizes" role="group" aria-labelledby="group-size">
          {sizes.map((size) => (
            <button
              key={size}
              type="button"
              data-act={`size-${size}`}
              aria-pressed={size === members.length}
              onClick={() => act({ type: "groupSize", size })}
            >
              <Num>{size}</Num>
            </button>
          ))}
        </div>
        <h2 className="ask" id="group-priority">
          <IconHeartHandshake className="icon" aria-hidden="true" />
          <span>{t("group.priority")}</span>
        </h2>
        <div className="members" role="group" aria-labelledby="group-priority">
          {members.map((member, place) => (
            <button
              // Patients have no other name here than their place.
              key={place}
              type="button"
              className="member"
              data-act={`member-${place + 1}`}
              aria-pressed={member.protected}
              onClick={() => act({ type: "groupMember", place })}
            >
              <IconUser className="icon" aria-hidden="true" />
              <span className="words">
                <b>{t("group.patient", { n: leftToRight(String(place + 1)) })}</b>
                {member.protected && <span>{t("kiosk.priority.asked")}</span>}
              </span>
              <span className="box">
                {member.protected && <IconCheck className="icon" aria-hidden="true" />}
              </span>
            </button>
          ))}
        </div>
        <button
          type="button"
          className="btn fill go-on"
          data-act="choose-clinic"
          onClick={() => act({ type: "go", to: "clinics" })}
        >
          {t("group.next")}
          <IconChevronRight className="icon flip" aria-hidden="true" />
        </button>
      </main>
      <Foot session={session} act={act} />
    </>
  );
}

/** On the way: that the choice is for all of them. */
export function GroupNote(props: { readonly group: Group }) {
  const { t } = useLocale();
  return (
    <p className="note">
      <IconUsers className="icon" aria-hidden="true" />
      <span>{t("group.together", { n: leftToRight(String(props.group.members.length)) })}</span>
    </p>
  );
}
