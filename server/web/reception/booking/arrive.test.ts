import { describe, expect, test } from "vitest";
import { bookingCode } from "../../../../shared/domain/booking-code.ts";
import { readSaid } from "./arrive.ts";

const code = bookingCode(new Uint8Array([11, 40, 7, 3, 99, 21, 5, 60])) ?? "";

describe("what is said at the desk", () => {
  test.each([
    ["07701234567", "phone"],
    ["٠٧٧٠١٢٣٤٥٦٧", "phone"],
    ["+964 770 123 4567", "phone"],
    ["+964770123456", "phone"],
    ["00964-7701234567", "phone"],
    ["199012345678", "nationalId"],
    ["۱۹۹۰ ۱۲۳۴ ۵۶۷۸", "nationalId"],
    ["http://10.0.0.2/booking/#abcDEF", "qr"],
    ["علي حسن", "name"],
    ["Ali", "name"],
  ])("%s: %s", (text, by) => {
    expect(readSaid(text)?.by).toBe(by);
  });

  test("a booking's code, as people type it", () => {
    const spaced = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `;
    expect(readSaid(spaced)).toEqual({ by: "code", value: code });
  });

  test.each(["", "  ", "0770", "ع", "12345"])("nothing yet: %o", (text) => {
    expect(readSaid(text)).toBeNull();
  });
});
