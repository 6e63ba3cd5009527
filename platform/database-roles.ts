// The database's own roles: who owns, who serves, who looks after all markets, who works the queue.

/** Owns every table; nobody signs in as it. */
export const ownerRole = 'provender_owner'
/** The server: bound by row-level security. */
export const appRole = 'provender_app'
/** People who look after all markets: sees every market's rows. */
export const operatorRole = 'provender_operator'
/** The worker's connection to the job queue, and to nothing else. */
export const jobsRole = 'provender_jobs'
