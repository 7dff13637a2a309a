import IconBabyCarriage from "@tabler/icons-react/dist/esm/icons/IconBabyCarriage.mjs";
import IconBodyScan from "@tabler/icons-react/dist/esm/icons/IconBodyScan.mjs";
import IconBone from "@tabler/icons-react/dist/esm/icons/IconBone.mjs";
import IconBowlSpoon from "@tabler/icons-react/dist/esm/icons/IconBowlSpoon.mjs";
import IconBrain from "@tabler/icons-react/dist/esm/icons/IconBrain.mjs";
import IconBuildingHospital from "@tabler/icons-react/dist/esm/icons/IconBuildingHospital.mjs";
import IconCandy from "@tabler/icons-react/dist/esm/icons/IconCandy.mjs";
import IconClipboardText from "@tabler/icons-react/dist/esm/icons/IconClipboardText.mjs";
import IconDental from "@tabler/icons-react/dist/esm/icons/IconDental.mjs";
import IconDroplet from "@tabler/icons-react/dist/esm/icons/IconDroplet.mjs";
import IconDroplets from "@tabler/icons-react/dist/esm/icons/IconDroplets.mjs";
import IconDropletHeart from "@tabler/icons-react/dist/esm/icons/IconDropletHeart.mjs";
import IconEar from "@tabler/icons-react/dist/esm/icons/IconEar.mjs";
import IconEye from "@tabler/icons-react/dist/esm/icons/IconEye.mjs";
import IconFingerprint from "@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs";
import IconFlame from "@tabler/icons-react/dist/esm/icons/IconFlame.mjs";
import IconHeartbeat from "@tabler/icons-react/dist/esm/icons/IconHeartbeat.mjs";
import IconLungs from "@tabler/icons-react/dist/esm/icons/IconLungs.mjs";
import IconMoodHeart from "@tabler/icons-react/dist/esm/icons/IconMoodHeart.mjs";
import IconMoodKid from "@tabler/icons-react/dist/esm/icons/IconMoodKid.mjs";
import IconPill from "@tabler/icons-react/dist/esm/icons/IconPill.mjs";
import IconRibbonHealth from "@tabler/icons-react/dist/esm/icons/IconRibbonHealth.mjs";
import IconSlice from "@tabler/icons-react/dist/esm/icons/IconSlice.mjs";
import IconStethoscope from "@tabler/icons-react/dist/esm/icons/IconStethoscope.mjs";
import IconStretching from "@tabler/icons-react/dist/esm/icons/IconStretching.mjs";
import IconTestPipe from "@tabler/icons-react/dist/esm/icons/IconTestPipe.mjs";
import IconVaccine from "@tabler/icons-react/dist/esm/icons/IconVaccine.mjs";
import IconWalk from "@tabler/icons-react/dist/esm/icons/IconWalk.mjs";
import IconWoman from "@tabler/icons-react/dist/esm/icons/IconWoman.mjs";
import { pictograms } from "../../../shared/domain/pictogram.ts";
import type { Pictogram as PictogramName } from "../../../shared/domain/pictogram.ts";

const icons: Readonly<Record<PictogramName, typeof IconEye>> = {
  eye: IconEye,
  tooth: IconDental,
  heart: IconHeartbeat,
  child: IconMoodKid,
  bone: IconBone,
  ear: IconEar,
  stethoscope: IconStethoscope,
  woman: IconWoman,
  scalpel: IconSlice,
  lab: IconTestPipe,
  pill: IconPill,
  skin: IconFingerprint,
  brain: IconBrain,
  clipboard: IconClipboardText,
  scan: IconBodyScan,
  flame: IconFlame,
  droplet: IconDroplet,
  droplets: IconDroplets,
  stroller: IconBabyCarriage,
  syringe: IconVaccine,
  lungs: IconLungs,
  bowl: IconBowlSpoon,
  sugar: IconCandy,
  mind: IconMoodHeart,
  blood: IconDropletHeart,
  ribbon: IconRibbonHealth,
  joints: IconStretching,
  walking: IconWalk,
};

/** A clinic's picture in its circle. A name we have no picture for gets the hospital's. */
export function Pictogram(props: { readonly name: string }) {
  const known = pictograms.find((each) => each === props.name);
  const Icon = known === undefined ? IconBuildingHospital : icons[known];
  return (
    <span className="pic">
      <Icon className="icon" aria-hidden="true" />
    </span>
  );
}
