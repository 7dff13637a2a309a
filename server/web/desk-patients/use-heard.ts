import { useEffect, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { PatientFile, SearchAnswer } from "../../../shared/protocol/patients.ts";
import { browserTime } from "../../../shared/ui/clock.ts";
import { useLocale } from "../../../shared/ui/locale-provider.tsx";
import type { Heard, PatientsDesk } from "./patients-desk.ts";

/** A pause in typing that is long enough to ask, short enough not to be noticed. */
const pauseMs = 200;
/** One letter means half the register. */
const lettersMin = 2;

/** What was found for the words as they stand; nothing while they are too few or unanswered. */
export function useSearch(desk: PatientsDesk, q: string): Heard<SearchAnswer> | null {
  const { language } = useLocale();
  const [answer, setAnswer] = useState<{ q: string; heard: Heard<SearchAnswer> } | null>(null);
  const asked = q.trim();
  useEffect(() => {
    if (asked.length < lettersMin) return;
    let current = true;
    void browserTime.sleep(pauseMs).then(async () => {
      if (!current) return;
      const heard = await desk.search(asked, language);
      if (current) setAnswer({ q: asked, heard });
    });
    return () => {
      current = false;
    };
  }, [desk, asked, language]);
  return answer?.q === asked ? answer.heard : null;
}

/** A patient's file, read once and again after each change; nothing until it is there. */
export function useFile(
  desk: PatientsDesk,
  patientId: PatientId,
): { readonly heard: Heard<{ readonly file: PatientFile }> | null; readonly again: () => void } {
  const { language } = useLocale();
  const [heard, setHeard] = useState<Heard<{ readonly file: PatientFile }> | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    void desk.file(patientId, language).then((answer) => {
      if (current) setHeard(answer);
    });
    return () => {
      current = false;
    };
  }, [desk, patientId, language, round]);
  return { heard, again: () => setRound((before) => before + 1) };
}
