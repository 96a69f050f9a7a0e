/** Common to all reads. @public */
export interface ReadOptions {
  signal?: AbortSignal;
}
