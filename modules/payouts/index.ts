// What other parts may use of payouts.
export { type DestinationToImport, importDestination } from './import-destination.ts'
