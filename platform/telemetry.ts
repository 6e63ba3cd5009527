// Numbers about ourselves in Prometheus' words.
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export interface Telemetry {
  readonly registry: Registry
  observeRequest(route: string, method: string, status: number, seconds: number): void
  observeEvent(name: string): void
  observeFailure(where: string): void
  /** A number asked for when the page is read. */
  gauge(name: string, help: string, read: () => number): void
}

export function createTelemetry(): Telemetry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'provender_http_request_seconds',
    help: 'Time to answer an HTTP request, in seconds.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const events = new Counter({
    name: 'provender_events_total',
    help: 'Events read from the log by this process.',
    labelNames: ['name'],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'provender_failures_total',
    help: 'Failures of work nobody waits for: consumers, jobs, sweeps, sockets.',
    labelNames: ['where'],
    registers: [registry],
  })

  return {
    registry,
    observeRequest: (route, method, status, seconds) =>
      requests.observe({ route, method, status: String(status) }, seconds),
    observeEvent: (name) => events.inc({ name }),
    observeFailure: (where) => failures.inc({ where }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read())
        },
      })
    },
  }
}
