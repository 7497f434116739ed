/** Of whatever is answered to somebody in particular. */
export const NEVER_KEPT = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
