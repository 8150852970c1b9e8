/** A file of the lab: its address, relative to the manifest, and its size. */
interface Part {
  file: string;
  bytes: number;
}

/** What the page loads when the lab is opened, by address relative to the manifest. */
export interface Manifest {
  script: string;
  style: string;
  /** the snapshot */
  state: Part;
  /** v86, packed with gzip; and the same for browsers without SIMD */
  wasm: Part;
  fallback: Part;
  /** the catalogue, packed with gzip */
  course: Part;
  tcpdump: Part;
  /** of the guest's memory */
  megabytes: number;
}
