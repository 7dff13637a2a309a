import type { CommandId } from "../../../shared/domain/ids.ts";
import type { CheckIn } from "../check-in.ts";
import type { Act } from "../parts/act.ts";
import type { Session } from "../session.ts";

export interface CheckInProps {
  readonly session: Session;
  readonly checkIn: CheckIn;
  readonly zone: string;
  readonly act: Act;
  readonly newCommandId: () => CommandId;
}
