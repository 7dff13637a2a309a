import { describe, expect, it } from "vitest";
import { parsePrinterAddress, PrinterAddressError } from "./printer-address.ts";

describe("parsePrinterAddress", () => {
  it.each([
    ["virtual", { kind: "tcp", host: "127.0.0.1", port: 9100 }],
    ["tcp://printer.local", { kind: "tcp", host: "printer.local", port: 9100 }],
    ["tcp://10.0.0.7:9101", { kind: "tcp", host: "10.0.0.7", port: 9101 }],
    ["tcp://[fe80::1]:9100", { kind: "tcp", host: "fe80::1", port: 9100 }],
    ["file:/dev/usb/lp0", { kind: "file", path: "/dev/usb/lp0" }],
    ["file:///dev/usb/lp0", { kind: "file", path: "/dev/usb/lp0" }],
  ])("%s is %o on 80 mm paper", (address, place) => {
    const { profile, ...rest } = parsePrinterAddress(address);
    expect(rest).toEqual(place);
    expect(profile.name).toBe("80mm");
  });

  it.each([
    ["tcp://10.0.0.7?profile=58mm", "58mm", 384],
    ["virtual?profile=58mm", "58mm", 384],
    ["file:/dev/usb/lp0?profile=58mm-plain", "58mm-plain", 384],
    ["tcp://10.0.0.7:9101?profile=58mm-basic", "58mm-basic", 384],
    ["tcp://10.0.0.7?profile=80mm-basic", "80mm-basic", 576],
  ])("takes the kind of printer from %s", (address, name, dots) => {
    const { profile } = parsePrinterAddress(address);
    expect([profile.name, profile.paperWidthDots]).toEqual([name, dots]);
  });

  it.each([
    "",
    "serial:/dev/ttyUSB0?profile=58mm",
    "usb:04b8:0e15",
    "tcp://",
    "tcp://host:0",
    "tcp://host:65536",
    "tcp://host/path",
    "tcp://user@host",
    "file:lp0",
    "http://host:9100",
  ])("refuses %s and says which are supported", (address) => {
    const refused = () => parsePrinterAddress(address);
    expect(refused).toThrow(PrinterAddressError);
    expect(refused).toThrow(/tcp:\/\/HOST:9100, file:\/dev\/usb\/lp0 and virtual/);
  });

  it.each(["virtual?profile=90mm", "virtual?speed=9", "virtual?profile=58mm?x"])(
    "refuses %s and names the profiles there are",
    (address) => {
      expect(() => parsePrinterAddress(address)).toThrow(/profile=NAME.*80mm, 58mm/);
    },
  );
});
