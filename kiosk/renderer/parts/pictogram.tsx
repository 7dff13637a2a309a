import IconBone from "@tabler/icons-react/dist/esm/icons/IconBone.mjs";
import IconBrain from "@tabler/icons-react/dist/esm/icons/IconBrain.mjs";
import IconBuildingHospital from "@tabler/icons-react/dist/esm/icons/IconBuildingHospital.mjs";
import IconDental from "@tabler/icons-react/dist/esm/icons/IconDental.mjs";
import IconEar from "@tabler/icons-react/dist/esm/icons/IconEar.mjs";
import IconEye from "@tabler/icons-react/dist/esm/icons/IconEye.mjs";
import IconFingerprint from "@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs";
import IconHeartbeat from "@tabler/icons-react/dist/esm/icons/IconHeartbeat.mjs";
import IconMoodKid from "@tabler/icons-react/dist/esm/icons/IconMoodKid.mjs";
import IconPill from "@tabler/icons-react/dist/esm/icons/IconPill.mjs";
import IconSlice from "@tabler/icons-react/dist/esm/icons/IconSlice.mjs";
import IconStethoscope from "@tabler/icons-react/dist/esm/icons/IconStethoscope.mjs";
import IconTestPipe from "@tabler/icons-react/dist/esm/icons/IconTestPipe.mjs";
import IconWoman from "@tabler/icons-react/dist/esm/icons/IconWoman.mjs";

const icons: Readonly<Record<string, typeof IconEye>> = {
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
};

/** A clinic's picture in its circle. A name we have no picture for gets the hospital's. */
export function Pictogram(props: { readonly name: string }) {
  const Icon = icons[props.name] ?? IconBuildingHospital;
  return (
    <span className="pic">
      <Icon className="icon" aria-hidden="true" />
    </span>
  );
}
