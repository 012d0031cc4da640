/** What may happen in each status, and the status that follows. The first status is where a life begins. */
export type Life = Readonly<Record<string, Readonly<Record<string, string>>>>

export type StatusOf<L extends Life> = keyof L & string

export type EventOf<L extends Life> = { [S in StatusOf<L>]: keyof L[S] & string }[StatusOf<L>]

/** The status after an event that is known to be possible; anything else does not compile. */
export function advance<L extends Life, S extends StatusOf<L>, E extends keyof L[S] & string>(
  life: L,
  from: S,
  event: E,
): L[S][E] {
  const next = statusAfter(life, from, event as never)
  if (next === undefined) throw new Error(`${event} is impossible when ${from}`)
  return next as L[S][E]
}

/** The status after an event somebody asks for, or undefined when it is too late or too early for it. */
export function statusAfter<L extends Life>(life: L, from: StatusOf<L>, event: EventOf<L>): StatusOf<L> | undefined {
  const events: Readonly<Record<string, string>> = life[from] ?? {}
  return Object.hasOwn(events, event) ? (events[event] as StatusOf<L>) : undefined
}

/** Every status of a life, in the order of its table. */
export function statusesOf<L extends Life>(life: L): StatusOf<L>[] {
  return Object.keys(life)
}

/** The life as a Mermaid state diagram, for the docs. */
export function diagram(life: Life): string {
  const [first] = Object.keys(life)
  const arrows = Object.entries(life).flatMap(([status, events]) => {
    const exits = Object.entries(events).map(([event, next]) => `${status} --> ${next}: ${event}`)
    return exits.length > 0 ? exits : [`${status} --> [*]`]
  })
  return ['stateDiagram-v2', `[*] --> ${first}`, ...arrows].join('\n  ')
}
