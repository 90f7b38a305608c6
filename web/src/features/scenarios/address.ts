/** All scenarios there are for the caller. */
export const SCENARIOS = '/api/scenarios?limit=200'
