// Asks the server, and always comes back with something to say: a game neither hangs nor shows an error to a player.
const TRIES = 3
const LATEST = 35_000

export class Talk {
  #key = ''
  #busy = false
  #seq = 0

  /**
   * @param session this run of the game
   * @param show `{type, text, seconds, name, args}`: a line or an action, as soon as it is known
   * @param state `quiet`, `thinking`, `away` or `refused`
   */
  constructor(session, show, state) {
    Object.assign(this, { session, show, state })
  }

  use(key) {
    this.#key = key
  }

  get busy() {
    return this.#busy
  }

  async hello() {
    const { body } = await this.#ask('/game/hello', null, 5_000)
    return body?.npcs ?? []
  }

  /** False when nobody could answer; then it is for the game to have a line of its own. */
  async say(question) {
    if (this.#busy) return true
    this.#busy = true
    this.state('thinking')
    try {
      return await this.#say({ session: this.session, request_id: crypto.randomUUID(), wait_ms: 2_000, ...question })
    } finally {
      this.#busy = false
    }
  }

  async #say(question) {
    for (let tries = 1; tries <= TRIES; tries++) {
      const { status, body } = await this.#ask('/interact', question, 5_000)
      if (status >= 400 && status < 500) {
        this.state(status === 401 ? 'refused' : 'away')
        return false
      }
      if (body?.state === 'pending') return this.#poll(question.request_id)
      if (body?.lines) {
        for (const line of body.lines) this.show({ type: 'say', npc: body.npc, ...line })
        for (const action of body.actions ?? []) this.show({ type: 'action', ...action })
        this.state('quiet')
        return true
      }
      this.state('away')
      // the same request again is the same question: it is neither asked nor paid twice
      await pause(300 * tries)
    }
    return false
  }

  async #poll(request) {
    const end = performance.now() + LATEST
    let said = false
    while (performance.now() < end) {
      const { body } = await this.#ask(`/game/poll?session=${encodeURIComponent(this.session)}&after=${this.#seq}&wait_ms=800`, null, 6_000)
      if (!body?.items) {
        this.state('away')
        await pause(1_000)
        continue
      }
      this.#seq = body.seq
      this.state('thinking')
      for (const item of body.items) {
        this.show(item)
        said = true
      }
      if (body.items.some((item) => item.request_id === request && item.last)) {
        this.state('quiet')
        return true
      }
      if (body.items.length === 0) await pause(200)
    }
    this.state('away')
    return said
  }

  /** One whole JSON object, or nothing: half of one, a page of HTML or silence are all the same to a game. */
  async #ask(path, body, limit) {
    try {
      const response = await fetch(path, {
        method: body ? 'POST' : 'GET',
        headers: { ...(this.#key && { Authorization: `Bearer ${this.#key}` }), ...(body && { 'Content-Type': 'application/json' }) },
        body: body && JSON.stringify(body),
        credentials: 'omit',
        signal: AbortSignal.timeout(limit),
      })
      return { status: response.status, body: await response.json() }
    } catch {
      return { status: 0, body: null }
    }
  }
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms))
