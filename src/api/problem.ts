/** How the API tells what is wrong. */

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Of a login: fields that are asked for besides, such as `code` of a second factor. */
  readonly missing?: readonly string[];
}
