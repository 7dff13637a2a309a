import { nameWords } from "../../shared/domain/arabic-name.ts";
import type { PatientDetails } from "../../shared/domain/patient.ts";
import type { Sql } from "../store/store.ts";
import { cardOf } from "./card.ts";
import { distance, fold, foldedOf, maybeSame } from "./patients.rules.ts";
import type { Folded } from "./patients.rules.ts";
import { patientsSql } from "./patients.sql.ts";
import { bareNumber, phoneOf, phoneStart } from "./phone.ts";

/** Words of a question that are looked at; no name has more. */
const wordsMax = 10;
/** A word that more names have than this is frequent; counting further would choose no better. */
const frequentAt = 5_000;
/** Names looked at for one question. Beyond it the question is too short to mean anybody. */
const lookedAt = 1_000;
/** The commonest given name and the commonest mother's of a million patients. */
const namesakesLookedAt = 10_000;

type Span = readonly [from: string, to: string];
interface Id {
  readonly id: number;
}

interface Candidate {
  readonly id: number;
  readonly folded: Folded;
}

export interface Found {
  /** The best first. Rows as they were found: a merged one among them. */
  readonly ids: readonly number[];
  readonly more: boolean;
}

/** Finds patients: by a name as somebody types it, a phone in any form, a card number. */
export type Finder = ReturnType<typeof createFinder>;

export function createFinder(sql: Sql) {
  const ask = {
    byPhone: sql.query<[string, number], Id>(patientsSql.byPhone),
    byPhoneStart: sql.query<[string, string, number], Id>(patientsSql.byPhoneStart),
    byCard: sql.query<[string, number], Id>(patientsSql.byCard),
    howMany: sql.query<[string, string, number], { n: number }>(patientsSql.howMany),
    withWords: sql.query<[...Span, ...Span, ...Span, number], Id & { readonly folded: string }>(
      patientsSql.withWords,
    ),
  };

  /** Rows whose names have all of the three rarest of these words. */
  function withWords(spans: readonly Span[], limit: number): readonly Candidate[] {
    const rarestFirst = spans
      .map((span) => ({ span, n: ask.howMany.get(...span, frequentAt)?.n ?? 0 }))
      .toSorted((one, other) => one.n - other.n)
      .map(({ span }) => span);
    const [first] = rarestFirst;
    if (first === undefined) return [];
    const [, second = first, third = second] = rarestFirst;
    return ask.withWords
      .all(...first, ...second, ...third, limit)
      .map(({ id, folded }) => ({ id, folded: foldedOf(folded) }));
  }

  function byName(typed: readonly string[], limit: number): Found {
    const candidates = withWords(typed.map(begunBy), lookedAt);
    const near = candidates.flatMap(({ id, folded }) => {
      const far = distance(typed, folded);
      return far === null ? [] : [{ id, far }];
    });
    const best = near.toSorted((one, other) => one.far - other.far || other.id - one.id);
    return {
      ids: best.slice(0, limit).map(({ id }) => id),
      more: best.length > limit || candidates.length === lookedAt,
    };
  }

  function byNumber(text: string, limit: number): Found {
    const [phone, card, start] = [phoneOf(text), cardOf(text), phoneStart(text)];
    const rows = [
      ...(card === null ? [] : ask.byCard.all(card, limit + 1)),
      ...(phone === null ? [] : ask.byPhone.all(phone, limit + 1)),
      ...(start === null ? [] : ask.byPhoneStart.all(...begunBy(start), limit + 1)),
    ];
    const ids = [...new Set(rows.map(({ id }) => id))];
    return { ids: ids.slice(0, limit), more: ids.length > limit };
  }

  return {
    search(text: string, limit: number): Found {
      if (/^\+?\d+$/.test(bareNumber(text))) return byNumber(text, limit);
      return byName(nameWords(text).slice(0, wordsMax), limit);
    },
    byPhone: (phone: string, limit: number) => ask.byPhone.all(phone, limit).map(({ id }) => id),
    byCard: (card: string, limit: number) => ask.byCard.all(card, limit).map(({ id }) => id),
    /** Rows that may be the same person: the same card, or the rule of namesakes. */
    namesakes(one: PatientDetails): readonly number[] {
      const folded = fold(one);
      const [given, mother, year] = [0, 4, 5].map((part) => folded[part]?.[0]);
      // Each way in which the rule may hold is looked at whole: two words that both must have.
      const named = [mother, year].flatMap((second) =>
        given === undefined || second === undefined
          ? []
          : withWords([whole(given), whole(second)], namesakesLookedAt),
      );
      const same = named.filter((other) => maybeSame(folded, other.folded));
      const carded = one.nationalId === null ? [] : ask.byCard.all(one.nationalId, lookedAt);
      return [...new Set([...carded, ...same].map(({ id }) => id))];
    },
  };
}

/** This word and no other. */
function whole(word: string): Span {
  return [word, `${word}\u0000`];
}

/** Everything that begins with this word: up to where its last letter's successor would stand. */
function begunBy(word: string): Span {
  return [word, `${word}\u{10ffff}`];
}
