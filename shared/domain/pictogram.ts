/** The pictures a clinic's card can have: who cannot read finds the clinic by it. */
export const pictograms = [
  ...["stethoscope", "child", "heart", "woman", "eye", "tooth", "bone", "ear"],
  ...["clipboard", "lab", "pill", "scan", "scalpel", "flame", "droplet", "droplets"],
  ...["stroller", "syringe", "skin", "lungs", "bowl", "sugar", "brain", "mind"],
  ...["blood", "ribbon", "joints", "walking"],
] as const;
export type Pictogram = (typeof pictograms)[number];
