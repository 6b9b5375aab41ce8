/** A fetch and a trial of a mail account, as they have to come. */
import type { DiagnosisView, FetchView, FindingView } from "../../../src/api/fetching.ts";
import { flag, list, maybe, object, orNull, text, whole } from "../shape.ts";

export const fetchView = object<FetchView>({ pending: flag, fetched: whole, error: orNull(text) });

const findingView = object<FindingView>({ step: text, verdict: text, text, mend: maybe(text) });
export const diagnosisView = object<DiagnosisView>({ done: flag, findings: list(findingView) });
