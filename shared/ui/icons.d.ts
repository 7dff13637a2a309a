/**
 * One file per icon: the barrel of the library would load thousands. The library types only the
 * barrel, so the shape of a single icon is said here.
 */
declare module "@tabler/icons-react/dist/esm/icons/*" {
  import type { FunctionComponent, SVGProps } from "react";
  const icon: FunctionComponent<
    Omit<SVGProps<SVGSVGElement>, "stroke"> & { readonly stroke?: number | string | undefined }
  >;
  export default icon;
}
