import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  NotFoundException,
  RGBLuminanceSource,
} from "@zxing/library";
import { isBlack, type Bitmap } from "../../../shared/printing/bitmap.ts";

/** The Code 128 of a picture as a reader at a desk would read it; nothing when it can't be read. */
export function readBars(bitmap: Bitmap): string | null {
  const { widthDots, heightDots } = bitmap;
  const light = new Uint8ClampedArray(widthDots * heightDots).fill(255);
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) if (isBlack(bitmap, x, y)) light[y * widthDots + x] = 0;
  }
  const reader = new MultiFormatReader();
  reader.setHints(new Map([[DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.CODE_128]]]));
  const source = new RGBLuminanceSource(light, widthDots, heightDots);
  try {
    return reader.decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  } catch (failure) {
    if (failure instanceof NotFoundException) return null;
    throw failure;
  }
}
